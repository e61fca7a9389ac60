import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Act, TaskTarget } from "../../src/acts/act";
import { addComment } from "../../src/acts/comments";
import { perform } from "../../src/acts/perform";
import type { Database } from "../../src/database";
import { loadViewer } from "../../src/viewers";

type WithoutCaller<A extends Act> = A extends Act ? Omit<A, "caller"> : never;

/** Something that somebody does at `now`; plain data, so that it can be sent to another process. */
export interface RaceEvent {
  readonly id: number;
  readonly userId: UserId;
  readonly ipAddress: string;
  readonly now: Instant;
  readonly act: WithoutCaller<Act> | { readonly kind: "comment"; readonly target: TaskTarget; readonly comment: string };
}

/** What became of an event; `verdicts` are of beats and reading acts, `status` of the task that was assessed. */
export type RaceAnswer = { readonly id: number } & (
  | { readonly verdicts: readonly string[] }
  | { readonly status: string }
  | { readonly comment: string }
  | { readonly error: string; readonly message: string }
);

/** Somebody who plays events. Roles are read once a person, not at every event. */
export class Player {
  readonly #scopes = new Map<UserId, Promise<Scope>>();

  constructor(private readonly db: Database) {}

  /** Carries an event out as a request would. Never throws: an error is an answer as well. */
  async play({ id, userId, ipAddress, now, act }: RaceEvent): Promise<RaceAnswer> {
    try {
      const caller = { scope: await this.#scopeOf(userId, now), now, ipAddress };
      if (act.kind === "comment") return { id, comment: (await addComment(this.db, caller, { ...act.target, ...act })).text };
      if (act.kind === "opening") {
        await perform(this.db, { ...act, caller });
        return { id, verdicts: ["opened"] };
      }
      const answer = await perform(this.db, { ...act, caller });
      if ("status" in answer) return { id, status: answer.status };
      return { id, verdicts: "verdict" in answer ? [answer.verdict] : answer };
    } catch (error) {
      return { id, error: String(Reflect.get(Object(error), "code")), message: String(error) };
    }
  }

  /** Plays all events, `atOnce` of them at any time, and tells each answer as it comes. */
  async playAll(events: readonly RaceEvent[], atOnce: number, tell: (answer: RaceAnswer) => void): Promise<void> {
    const left = events.values();
    const playOn = async () => {
      for (const event of left) tell(await this.play(event));
    };
    await Promise.all(Array.from({ length: atOnce }, playOn));
  }

  #scopeOf(userId: UserId, now: Instant): Promise<Scope> {
    const known = this.#scopes.get(userId) ?? this.#loadScope(userId, now);
    this.#scopes.set(userId, known);
    return known;
  }

  async #loadScope(userId: UserId, now: Instant): Promise<Scope> {
    const viewer = await loadViewer(this.db, userId, now);
    if (viewer === null) throw new Error(`There is no user ${userId}.`);
    return viewer.scope;
  }
}
