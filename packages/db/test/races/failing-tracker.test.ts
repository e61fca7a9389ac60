import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { addComment, listComments } from "../../src/acts/comments";
import { onTrackingFailure } from "../../src/acts/perform";
import { recordBeats } from "../../src/acts/record-beats";
import { openDatabase } from "../../src/database";
import { makeTaskDefinition } from "../../src/testing/factories";
import { at, caller, makeScene, rowCounts, sessionsOf } from "../tracker/scene";

const ACTS = 3;

/** How to make the tracker fail, in SQL that `repair` undoes, and what it then says. */
const WAYS: [way: string, spoil: string, repair: string, failure: RegExp][] = [
  [
    "in the middle",
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no more room'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON marking_sessions FOR EACH ROW EXECUTE FUNCTION refuse()`,
    "DROP TRIGGER refuse ON marking_sessions",
    /no more room/,
  ],
  [
    "only at the commit",
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'too late'; END $$;
     CREATE CONSTRAINT TRIGGER refuse AFTER INSERT OR UPDATE ON marking_sessions DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION refuse()`,
    "DROP TRIGGER refuse ON marking_sessions",
    /too late/,
  ],
  [
    "for want of a table",
    "ALTER TABLE tutorial_windows RENAME TO gone",
    "ALTER TABLE gone RENAME TO tutorial_windows",
    /"tutorial_windows" does not exist/,
  ],
  [
    "by taking too long",
    `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
     CREATE TRIGGER dawdle BEFORE INSERT ON marking_sessions FOR EACH ROW EXECUTE FUNCTION dawdle()`,
    "DROP TRIGGER dawdle ON marking_sessions",
    /statement timeout/,
  ],
];

it.each(WAYS)(
  "a tracker that fails %s fails no act, is reported each time, and leaves nothing",
  async (_, spoil, repair, failure) => {
    const scene = await makeScene();
    const db = openDatabase({ url: scene.db.url, statementTimeoutMs: 1_500 });
    const failures: string[] = [];
    onTrackingFailure(db, (error) => failures.push(String(error)));
    const tutor = await caller(scene, scene.tutor, at(0));
    const targets = await Promise.all(
      Array.from({ length: ACTS }, async () => ({
        ...scene.target,
        taskDefinitionId: (await makeTaskDefinition(scene.db, { unitId: scene.unit.id })).id,
      })),
    );
    const keyed = targets.map((target) => ({ ...target, trigger: "complete", idempotencyKey: randomUUID() }));
    await scene.db.pool.query(spoil);

    // At once, so that they share a transaction; each is then done alone.
    const saved = await Promise.all(keyed.map((input) => assessTask(db, tutor, input)));
    const comment = await addComment(db, tutor, { ...scene.target, comment: "Well argued." });
    expect(await listComments(db, tutor, scene.target)).toEqual([comment]);
    const beat = { target: { unitId: scene.unit.id }, from: at(-1), to: at(0), kind: "reading" as const };
    await expect(recordBeats(db, tutor, [beat])).rejects.toThrow(failure);

    expect(saved.map(({ status, timesAssessed }) => [status, timesAssessed])).toEqual(keyed.map(() => ["complete", 1]));
    expect(failures).toEqual(Array.from({ length: ACTS + 2 }, () => expect.stringMatching(failure)));
    await scene.db.pool.query(repair);
    expect(await rowCounts(scene)).toMatchObject({
      tasks: 1 + ACTS,
      task_comments: 1,
      idempotency_keys: ACTS,
      marking_sessions: 0,
      session_activities: 0,
      attention_stretches: 0,
    });

    expect(await Promise.all(keyed.map((input) => assessTask(db, tutor, input)))).toEqual(saved);
    expect(await recordBeats(db, tutor, [beat])).toEqual(["recorded"]);
    await addComment(db, tutor, { ...scene.target, comment: "And well written.", replyToId: comment.id });
    expect(await sessionsOf(scene)).toMatchObject([{ start: at(-1), end: at(0), activities: 1, commentsAdded: 1 }]);
    expect(failures).toHaveLength(ACTS + 2);
    await db.close();
    await scene.db.drop();
  },
);
