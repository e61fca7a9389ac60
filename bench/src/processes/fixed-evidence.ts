import { createHash } from "node:crypto";
import type { UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { issueToken } from "@tutor-times/db/access-tokens";
import { openDatabase } from "@tutor-times/db/database";
import { createServiceAccount } from "@tutor-times/db/service-accounts";
import { LARGE, ZONE } from "../data";
import { withClient } from "../database";
import type { PlannedRequest } from "../load/job";
import { tasksOf } from "../people";
import type { World } from "../world";

const ACTS_PER_TUTOR = 120;
const ACTS_PER_REPORT = 10;
const BEATS_PER_TUTOR = 60;
const BEATS_PER_CALL = 6;
const MINUTE_MS = 60_000;

/** Gives the large unit the ids that a report names, and an account that may report. Returns its token. */
export async function allowReports(url: string): Promise<string> {
  await withClient(url, async (client) => {
    await client.query("UPDATE units SET external_id = id::text WHERE id = $1", [LARGE.unitId]);
    await client.query("UPDATE projects SET external_id = id::text WHERE unit_id = $1", [LARGE.unitId]);
    await client.query("UPDATE task_definitions SET external_id = id::text WHERE unit_id = $1", [LARGE.unitId]);
  });
  const db = openDatabase({ url });
  try {
    const admin: Scope = { userId: LARGE.convenor as UserId, isAdmin: true, convenes: [], tutors: [], taught: [], studies: [] };
    const now = instant(Date.now());
    const { id } = await createServiceAccount(db, admin, { name: "OnTrack", createsUnknown: false, timezone: ZONE, now });
    return await issueToken(db, {
      kind: "service",
      serviceAccountId: id,
      scopes: ["report"],
      now,
      expiresAt: addMs(now, DAY_MS),
    });
  } finally {
    await db.close();
  }
}

/**
 * Acts of three days ago as OnTrack would report them, each report with those of many tutors; and attention of the last
 * minutes before `now`, in two tabs that overlap. The same at every call but for the address, in an order that mixes all.
 */
export function fixedEvidence(
  { tutors }: World,
  { token, address, now }: { readonly token: string; readonly address: string; readonly now: number },
): PlannedRequest[] {
  const json = { "content-type": "application/json" };
  const acts = mixed(tutors.flatMap((_, tutor) => actsOf(tutor + 1, address, now)));
  const reports = inPieces(acts, ACTS_PER_REPORT).map((piece): PlannedRequest => {
    const headers = { ...json, authorization: `Bearer ${token}` };
    return { method: "POST", path: "/api/acts", headers, body: JSON.stringify({ acts: piece }) };
  });
  const calls = tutors.flatMap(({ id, headers }) =>
    inPieces(mixed(beatsOf(id, now)), BEATS_PER_CALL).map((beats): PlannedRequest => {
      const from = { ...json, ...headers, "x-forwarded-for": address };
      return { method: "POST", path: "/api/trpc/tracker.heartbeat", headers: from, body: JSON.stringify({ beats }) };
    }),
  );
  return mixed([...reports, ...calls]);
}

/** A morning and an afternoon: now and then more than the threshold between two acts. */
function actsOf(tutor: number, address: string, now: number): object[] {
  const id = LARGE.convenor + tutor;
  const tasks = tasksOf(id);
  let at = Math.floor(now / DAY_MS) * DAY_MS - 3 * DAY_MS;
  return Array.from({ length: ACTS_PER_TUTOR }, (_, index) => {
    at += pick(`gap ${tutor} ${index}`, 17) * MINUTE_MS + pick(`ms ${tutor} ${index}`, 60_000);
    const task = tasks[Math.floor(index / 4) % tasks.length];
    const action = ["get-submission-details", "get-comments", "add-comment", "assessing"][index % 4];
    return {
      username: `tutor${id}`,
      unit: String(LARGE.unitId),
      project: String(task?.projectId),
      task_definition: String(task?.taskDefinitionId),
      action,
      ...(action === "assessing" ? { status: "complete" } : {}),
      status_changed: action === "assessing" && index % 8 === 3,
      happened_at: new Date(at).toISOString(),
      ip_address: address,
      idempotency_key: uuid(`${address} ${tutor} ${index}`),
    };
  });
}

/** Eight seconds each, of two tabs that begin three seconds apart, on a task for a minute. */
function beatsOf(tutorId: number, now: number): object[] {
  const tasks = tasksOf(tutorId);
  return Array.from({ length: BEATS_PER_TUTOR }, (_, index) => {
    const [tab, step] = [index % 2, Math.floor(index / 2)];
    const from = now - 8 * MINUTE_MS + step * 8_000 + tab * 3_000 + (step > 15 ? MINUTE_MS : 0);
    const kind = step % 3 === 0 ? "typing" : "reading";
    const task = tasks[Math.floor(step / 8) + tab];
    return { ...task, kind, from: new Date(from).toISOString(), to: new Date(from + 8_000).toISOString() };
  });
}

function mixed<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item, index) => ({ item, place: pick(`place ${index}`, 1_000_000_007) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function inPieces<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
const pick = (text: string, choices: number): number => hash(text).readUInt32BE(0) % choices;

function uuid(text: string): string {
  const hex = hash(text).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
