import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { retried } from "../../src/retried";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { inTransaction, type Client } from "../../src/transaction";
import { meetingOf } from "./meeting";

// Nothing here is a made-up error: two connections really deadlock, and really write what the other has read. What Prisma
// then throws has three shapes: P2034 from its own queries, P2010 with the SQLSTATE from raw SQL, and at the commit a bare
// DriverAdapterError.

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`ALTER DATABASE ${new URL(db.url).pathname.slice(1)} SET deadlock_timeout = '50ms'`);
});
afterAll(() => db.drop());
beforeEach(() => db.pool.query("DELETE FROM settings; INSERT INTO settings VALUES ('a', '0'), ('b', '0')"));

/** What one of two transactions does to a counter: see it, or add one to it. */
interface Step {
  see(key: Key): Promise<unknown>;
  add(key: Key): Promise<unknown>;
}
type Key = "a" | "b";
type Isolation = "ReadCommitted" | "RepeatableRead" | "Serializable";

/** Runs a transaction from its beginning to its commit; `attempts` counts how often it began. */
type Run = (isolation: Isolation, work: (step: Step) => Promise<void>) => Promise<void>;

const ADD = "UPDATE settings SET value = to_jsonb(value::int + 1) WHERE key = ";

const runs: Record<string, Run> = {
  "a transaction of the pipelined pool": (isolation, work) =>
    inTransaction(db.pipelined, (client) => onClient(client, isolation, work)),
  "a Prisma transaction with raw SQL": (isolationLevel, work) =>
    retried(() =>
      db.prisma.$transaction(
        (tx) =>
          work({
            see: (key) => tx.$queryRawUnsafe("SELECT value FROM settings WHERE key = $1", key),
            add: (key) => tx.$executeRawUnsafe(`${ADD}$1`, key),
          }),
        { isolationLevel },
      ),
    ),
  "a Prisma transaction with Prisma's queries": (isolationLevel, work) =>
    retried(() =>
      db.prisma.$transaction(
        async (tx) => {
          const see = (key: Key) => tx.setting.findUniqueOrThrow({ where: { key } });
          const add = async (key: Key) =>
            tx.setting.update({ where: { key }, data: { value: Number((await see(key)).value) + 1 } });
          // Its queries cannot add in the database, so a deadlock needs the row locked before it is seen.
          const lockAndAdd = async (key: Key) => {
            await tx.setting.update({ where: { key }, data: { key } });
            return add(key);
          };
          await work({ see, add: isolationLevel === "ReadCommitted" ? lockAndAdd : add });
        },
        { isolationLevel },
      ),
    ),
};

async function onClient(client: Client, isolation: Isolation, work: (step: Step) => Promise<void>) {
  const level = { ReadCommitted: "READ COMMITTED", RepeatableRead: "REPEATABLE READ", Serializable: "SERIALIZABLE" }[isolation];
  const step: Step = {
    see: (key) => client.query("SELECT value FROM settings WHERE key = $1", [key]),
    add: (key) => client.query(`${ADD}$1`, [key]),
  };
  await Promise.all([client.query(`SET TRANSACTION ISOLATION LEVEL ${level}`), work(step)]);
}

describe.each(Object.entries(runs))("%s", (_, run) => {
  it("that deadlocks with another is tried again, and both succeed", async () => {
    const bothHoldOne = meetingOf(2);
    let attempts = 0;
    const add = (first: Key, second: Key) =>
      run("ReadCommitted", async (step) => {
        attempts += 1;
        await step.add(first);
        await bothHoldOne.arrive();
        await step.add(second);
      });
    await Promise.all([add("a", "b"), add("b", "a")]);
    expect(attempts).toBeGreaterThan(2);
    expect(await counters()).toEqual({ a: 2, b: 2 });
  });

  it("that would overwrite what another changed is tried again, and both changes stay", async () => {
    const bothSaw = meetingOf(2);
    let attempts = 0;
    const add = () =>
      run("RepeatableRead", async (step) => {
        attempts += 1;
        await step.see("a");
        await bothSaw.arrive();
        await step.add("a");
      });
    await Promise.all([add(), add()]);
    expect(attempts).toBeGreaterThan(2);
    expect(await counters()).toMatchObject({ a: 2 });
  });

  it("that fails only at its commit is tried again, and both succeed", async () => {
    const bothWrote = meetingOf(2);
    let attempts = 0;
    const seeAndAdd = (seen: Key, added: Key) =>
      run("Serializable", async (step) => {
        attempts += 1;
        await step.see(seen);
        await step.add(added);
        await bothWrote.arrive();
      });
    await Promise.all([seeAndAdd("a", "b"), seeAndAdd("b", "a")]);
    expect(attempts).toBeGreaterThan(2);
    expect(await counters()).toEqual({ a: 1, b: 1 });
  });
});

async function counters(): Promise<Record<string, number>> {
  const { rows } = await db.pool.query<{ key: string; value: number }>("SELECT key, value FROM settings");
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}
