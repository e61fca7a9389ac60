import { parseInstant } from "@tutor-times/core/instant";
import { Chance } from "../../apps/server/test/fuzz/chance";
import { everythingIn } from "../../apps/server/test/fuzz/everything-in";
import { Wire } from "../../apps/server/test/fuzz/wire";
import { builtScreens } from "../src/built-screens";
import { rememberTwoWeeks } from "../src/history";
import { bytesOf, nextPageShot, type Arms } from "../src/page-shots";
import { serveApp, type ServedApp } from "../src/served-app";
import { signedInCookie } from "../src/signed-in-cookie";
import { storedSessions } from "../src/stored";
import { expect, test as base } from "../src/test";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");

/** How many requests, beside those that the API gets; a long run sends more. */
const SHOTS = Number(process.env["FUZZ_PAGE_REQUESTS"] ?? 1_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const WIRES = 4;
/** What the server's heap may hold more at its emptiest, in the last quarter than in the second. */
const MOST_GROWTH_BYTES = 60 * 1024 * 1024;

/** What a page says of a part, or all, of it that failed (but for the sample of it at `/design`), and what no answer should say. */
const FAULTS = /(?<!Your figures) could not be shown|node_modules|PrismaClient|\n\s+at \S+ \(/;

/** With much room nothing is collected for a while, and garbage looks like a leak. */
const SMALL_HEAP = "--max-semi-space-size=4 --max-old-space-size=256";

/** A server of its own, which counts nobody's requests. */
const test = base.extend<object, { open: ServedApp }>({
  open: [
    async ({ db }, provide) => {
      const settings = { RATE_LIMIT_PER_USER: "0", RATE_LIMIT_PER_ADDRESS: "0", NODE_OPTIONS: SMALL_HEAP };
      const open = await serveApp(db.url, settings);
      await provide(open);
      await open.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

test("malformed requests to all pages and to next-auth meet no fault, change nothing and leave nothing behind", async ({
  db,
  found,
  open,
}) => {
  test.setTimeout(SHOTS * 1_000);
  const world = await found(NOW);
  await rememberTwoWeeks(db, world, NOW);
  await open.setClock(NOW);
  await db.prisma.user.update({ where: { id: world.otherTutor.id }, data: { systemRole: "admin" } });
  const people = [world.tutor, world.convenor, world.student, world.otherTutor];
  const [submission] = world.submissions;
  const [session] = await storedSessions(db, world.unit.id);
  const arms: Arms = {
    screens: builtScreens(),
    ids: [
      world.unit.id,
      world.otherUnit.id,
      world.tutor.id,
      world.student.id,
      submission.projectId,
      submission.taskDefinitionId,
      session?.id ?? 0,
    ],
    cookies: await Promise.all(people.map((person) => signedInCookie(open.url, person))),
  };
  // What it says when it starts.
  open.takeErrors();
  const before = await everythingIn(db);
  const chance = new Chance(SEED);
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const heap: number[] = [];
  let sent = 0;

  async function shootOn(): Promise<void> {
    const wire = new Wire(Number(new URL(open.url).port));
    while (sent < SHOTS) {
      sent += 1;
      if (sent % Math.ceil(SHOTS / 100) === 0) heap.push(await heapOf(open.url));
      const shot = nextPageShot(chance, arms);
      const how = { isHead: shot.method === "HEAD", cut: shot.cut };
      let { status, text } = await wire.ask(bytesOf(shot), how);
      // What asks as Next's own pages do is told which address its headers belong to.
      const right = /^HTTP\/1\.1 307 [^]*?\r\nlocation: (\/\S*_rsc=\S*)\r\n/i.exec(text)?.[1];
      if (right !== undefined) ({ status, text } = await wire.ask(bytesOf(shot, right), how));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500 || (status === 0 && !shot.cut) || FAULTS.test(text) || leadsElsewhere(text)) {
        faults.push(`${bytesOf(shot, right).toString("latin1").slice(0, 4_000)}\n→ ${text.slice(0, 300)}`);
      }
    }
    wire.close();
  }
  await Promise.all(Array.from({ length: WIRES }, shootOn));

  expect(faults.slice(0, 5), `faults with FUZZ_SEED=${SEED}`).toEqual([]);
  expect(open.takeErrors().slice(0, 5), "what the server logged as errors").toEqual([]);
  expect(await everythingIn(db)).toEqual(before);
  const leastOf = (from: number, to: number) => Math.min(...heap.slice(heap.length * from, heap.length * to));
  expect(leastOf(0.75, 1) - leastOf(0.25, 0.5)).toBeLessThan(MOST_GROWTH_BYTES);
  // They got as far as they should: some were answered as pages are, others in every way of being refused.
  for (const status of [200, 307, 400, 404, 405])
    expect(statuses.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(SHOTS / 200);
  const page = await fetch(`${open.url}/week`, { headers: { cookie: arms.cookies[0] ?? "" } });
  expect([page.status, (await page.text()).includes("</html>")]).toEqual([200, true]);
});

/** Whether an answer sends a browser to another site. */
function leadsElsewhere(answer: string): boolean {
  return /\r\n(?:location: |refresh: \d+;url=)(?:[a-z]+:)?[\\/]{2}(?!127\.0\.0\.1[/\r])/i.test(answer);
}

async function heapOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]);
}
