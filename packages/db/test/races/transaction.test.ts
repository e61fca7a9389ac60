import { expect, it } from "vitest";
import { addComment } from "../../src/acts/comments";
import { onTrackingFailure } from "../../src/acts/perform";
import { openDatabase } from "../../src/database";
import { inTransaction } from "../../src/transaction";
import { at, caller, makeScene, sessionsOf } from "../tracker/scene";
import { meetingOf } from "./meeting";

it("writes nothing that a part of a transaction sends after another part has failed", async () => {
  const { db } = await makeScene();
  const failed = meetingOf(1);
  let straggler: Promise<unknown> = Promise.resolve();
  const transaction = inTransaction(db.pipelined, async (client) => {
    straggler = failed.wait().then(() => client.query("INSERT INTO settings VALUES ('straggler', '1')"));
    await Promise.all([straggler, client.query("SELECT 1 / 0")]);
  });
  await expect(transaction).rejects.toMatchObject({ code: "22012" });
  await failed.arrive();
  await expect(straggler).rejects.toThrow("This transaction is over.");
  expect((await db.pool.query("SELECT FROM settings")).rowCount).toBe(0);
  await db.drop();
});

it("fails with what failed first, not with what failed because of that and was heard first", async () => {
  const { db } = await makeScene();
  const transaction = inTransaction(db.pipelined, async (client) => {
    const first = client.query("SELECT 1 / 0");
    const second = client.query("SELECT 1");
    const hearLate = async () => {
      await Promise.allSettled([first, second]);
      await first;
    };
    await Promise.all([hearLate(), second]);
  });
  await expect(transaction).rejects.toMatchObject({ code: "22012" });
  await db.drop();
});

it.each(["repeatable read", "serializable"])(
  "makes one session of what comes at once in a database that is %s by default",
  async (level) => {
    const scene = await makeScene();
    await scene.db.pool.query(
      `ALTER DATABASE ${new URL(scene.db.url).pathname.slice(1)} SET default_transaction_isolation = '${level}'`,
    );
    const db = openDatabase({ url: scene.db.url });
    const untracked: unknown[] = [];
    onTrackingFailure(db, (error) => untracked.push(error));
    const tutor = await caller(scene, scene.tutor, at(0));
    await Promise.all(
      Array.from({ length: 16 }, (_, index) => addComment(db, tutor, { ...scene.target, comment: `Comment ${index}` })),
    );
    expect(untracked).toEqual([]);
    expect(await sessionsOf(scene)).toMatchObject([{ activities: 16, commentsAdded: 16 }]);
    await db.close();
    await scene.db.drop();
  },
);
