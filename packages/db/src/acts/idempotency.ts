import { createHash } from "node:crypto";
import { DomainError } from "@tutor-times/core/errors";
import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { dateOf } from "../tracker/rows";
import type { Client, Statement } from "../transaction";
import type { Act, Answer } from "./act";

/** An act that came with an idempotency key, and the fingerprint of its body. */
export interface KeyedAct {
  readonly userId: UserId;
  readonly key: string;
  readonly requestHash: string;
}

/** The key of an act, if it came with one. */
export function keyOf(act: Act): KeyedAct | null {
  if (!("idempotencyKey" in act) || act.idempotencyKey === null) return null;
  const { caller, idempotencyKey, ...body } = act;
  const requestHash = createHash("sha256").update(JSON.stringify(body)).digest("base64url");
  return { userId: caller.scope.userId, key: idempotencyKey.toLowerCase(), requestHash };
}

const KNOWN = `
  SELECT i.user_id, i.key, i.request_hash, i.response FROM idempotency_keys i
  JOIN unnest($1::bigint[], $2::uuid[]) AS k(user_id, key) USING (user_id, key)`;

const KEEP = `
  INSERT INTO idempotency_keys (user_id, key, request_hash, response, created_at)
  SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[])`;

/** The answers that were given under these keys before. The users' lanes must have been taken. */
export async function loadAnswers(client: Client, keys: readonly KeyedAct[]): Promise<GivenAnswers> {
  const given = new GivenAnswers();
  if (keys.length === 0) return given;
  const values = [keys.map(({ userId }) => userId), keys.map(({ key }) => key)];
  const { rows } = await client.query<{ user_id: UserId; key: string; request_hash: string; response: Answer }>({
    name: "load-idempotency-keys",
    text: KNOWN,
    values,
  });
  for (const row of rows) given.remember({ userId: row.user_id, key: row.key, requestHash: row.request_hash }, row.response);
  return given;
}

/** What keeps the answers of acts that succeeded, for whoever asks again (rule 11). */
export function answerWrites(answers: readonly (KeyedAct & { readonly answer: Answer })[], now: Instant): Statement[] {
  if (answers.length === 0) return [];
  const values = [
    answers.map(({ userId }) => userId),
    answers.map(({ key }) => key),
    answers.map(({ requestHash }) => requestHash),
    answers.map(({ answer }) => JSON.stringify(answer)),
    answers.map(() => dateOf(now)),
  ];
  return [{ name: "keep-idempotency-keys", text: KEEP, values, table: "idempotency_keys" }];
}

/** What was answered under which key, within a batch too. */
export class GivenAnswers {
  readonly #answers = new Map<string, { requestHash: string; answer: Answer }>();

  copy(): GivenAnswers {
    const copied = new GivenAnswers();
    for (const [key, answer] of this.#answers) copied.#answers.set(key, answer);
    return copied;
  }

  remember(act: KeyedAct, answer: Answer): void {
    this.#answers.set(`${act.userId}/${act.key}`, { requestHash: act.requestHash, answer });
  }

  /** Whether this key was used, for this body or another. */
  has(act: Pick<KeyedAct, "userId" | "key">): boolean {
    return this.#answers.has(`${act.userId}/${act.key}`);
  }

  /** The first answer under this key; undefined if there is none. Throws DomainError `conflict` for another body. */
  find(act: KeyedAct): Answer | undefined {
    const given = this.#answers.get(`${act.userId}/${act.key}`);
    if (given !== undefined && given.requestHash !== act.requestHash) {
      throw new DomainError(
        "conflict",
        `The idempotency key ${act.key} was used for another request. Send each new request with a new key.`,
        "idempotency_key",
      );
    }
    return given?.answer;
  }
}
