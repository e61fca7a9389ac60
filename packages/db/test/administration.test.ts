import type { UnitId, UserId } from "@tutor-times/core/ids";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "../src/admin/audit-log";
import { importPeople, type PersonLine } from "../src/admin/import-people";
import { addPerson, changePerson, listPeople } from "../src/admin/people";
import { endUnitRole, giveUnitRole } from "../src/admin/staff";
import { archiveUnit, rollOver } from "../src/admin/units";
import { issueToken } from "../src/access-tokens";
import { makeStream } from "../src/testing/timetable-factories";
import { makeUser } from "../src/testing/factories";
import { changePolicy } from "../src/unit-policy";
import { loadViewer } from "../src/viewers";
import { at, caller, makeScene, type Scene } from "./tracker/scene";

const GRACE = {
  username: "Grace",
  email: "Grace@Example.edu",
  firstName: " Grace ",
  lastName: "Hopper",
  systemRole: "tutor",
} as const;
const FORBIDDEN = { code: "forbidden" };

describe("administration", () => {
  let scene: Scene;
  let admin: UserId;
  const scopeOf = async (userId: UserId) => (await caller(scene, userId, at(0))).scope;
  const search = (text: string) => ({ search: { text, limit: 10, offset: 0 }, now: at(0) });
  beforeAll(async () => {
    scene = await makeScene();
    admin = (await makeUser(scene.db, { systemRole: "admin" })).id;
  });
  afterAll(() => scene.db.drop());

  it("adds people once, finds them by a part of their name, and takes a percent sign for one", async () => {
    const scope = await scopeOf(admin);
    const id = await addPerson(scene.db, scope, { person: GRACE, now: at(0) });
    const found = await listPeople(scene.db, scope, search("CE HOP"));
    expect(found).toEqual({
      total: 1,
      people: [{ id, ...GRACE, username: "grace", email: "grace@example.edu", firstName: "Grace", active: true, roles: [] }],
    });
    expect((await listPeople(scene.db, scope, search("%"))).total).toBe(0);
    await expect(addPerson(scene.db, scope, { person: GRACE, now: at(0) })).rejects.toMatchObject({ code: "conflict" });
    for (const [wrong, field] of [
      [{ username: "two words" }, "username"],
      [{ email: "nowhere" }, "email"],
      [{ firstName: "", lastName: " " }, "last_name"],
    ] as const) {
      const refused = addPerson(scene.db, scope, { person: { ...GRACE, ...wrong }, now: at(0) });
      await expect(refused).rejects.toMatchObject({ code: "invalid", field });
    }
  });

  it("closes an account with all its sign-ins, opens it again, and never one's own", async () => {
    const scope = await scopeOf(admin);
    await issueToken(scene.db, { userId: scene.student, kind: "ontrack", now: at(0), expiresAt: at(600) });
    await changePerson(scene.db, scope, { userId: scene.student, change: { active: false }, now: at(1) });
    expect(await loadViewer(scene.db, scene.student, at(2))).toBeNull();
    const held = await scene.db.pool.query("SELECT 1 FROM access_tokens WHERE revoked_at IS NULL");
    expect(held.rows).toEqual([]);
    await changePerson(scene.db, scope, { userId: scene.student, change: { active: true, systemRole: "tutor" }, now: at(3) });
    expect((await loadViewer(scene.db, scene.student, at(4)))?.user.systemRole).toBe("tutor");
    const own = changePerson(scene.db, scope, { userId: admin, change: { active: false }, now: at(5) });
    await expect(own).rejects.toMatchObject({ code: "forbidden", field: "user_id" });
  });

  it("gives and ends roles in a unit, which hold from the next request on", async () => {
    const scope = await scopeOf(scene.convenor);
    const unitId = scene.unit.id;
    const grace = (await listPeople(scene.db, await scopeOf(admin), search("grace"))).people[0]?.id ?? (0 as UserId);
    await giveUnitRole(scene.db, scope, { unitId, username: "GRACE", role: "tutor", now: at(0) });
    expect((await scopeOf(grace)).tutors).toEqual([unitId]);
    await endUnitRole(scene.db, scope, { unitId, userId: grace, role: "tutor", now: at(0) });
    expect(await scopeOf(grace)).toMatchObject({ tutors: [], taught: [unitId] });
    await giveUnitRole(scene.db, scope, { unitId, username: "grace", role: "tutor", now: at(0) });
    expect(await scopeOf(grace)).toMatchObject({ tutors: [unitId], taught: [] });
    await expect(giveUnitRole(scene.db, scope, { unitId, username: "nobody", role: "tutor", now: at(0) })).rejects.toMatchObject({
      code: "not_found",
    });
    const own = endUnitRole(scene.db, scope, { unitId, userId: scene.convenor, role: "convenor", now: at(0) });
    await expect(own).rejects.toMatchObject(FORBIDDEN);
  });

  it("rolls a unit over with its staff, the policy in force and its streams, and without time spent", async () => {
    const { db, unit } = scene;
    const scope = await scopeOf(admin);
    await makeStream(db, { unitId: unit.id, name: "Workshops", cutsSessions: false });
    await changePolicy(db, scope, { unitId: unit.id, change: { thresholdMinutes: 20 }, now: at(0) });
    const next = { startDate: parseLocalDate("2026-03-02"), endDate: parseLocalDate("2026-06-30") };
    const made = await rollOver(db, scope, { unitId: unit.id, next, now: at(1) });
    const one = async (sql: string) => (await db.pool.query(sql, [made])).rows;
    expect(await one("SELECT start_date, end_date, active FROM units WHERE id = $1")).toEqual([
      { start_date: "2026-03-02", end_date: "2026-06-30", active: true },
    ]);
    expect(await one("SELECT threshold_minutes, effective_at FROM unit_policies WHERE unit_id = $1")).toEqual([
      { threshold_minutes: 20, effective_at: new Date(0) },
    ]);
    expect(await one("SELECT name, cuts_sessions FROM tutorial_streams WHERE unit_id = $1")).toEqual([
      { name: "Workshops", cuts_sessions: false },
    ]);
    expect(await one("SELECT role FROM unit_roles WHERE unit_id = $1 ORDER BY role")).toEqual(
      ["convenor", "tutor", "tutor"].map((role) => ({ role })),
    );
    expect(await one("SELECT count(*) AS projects FROM projects WHERE unit_id = $1")).toEqual([{ projects: 0 }]);
    const backwards = rollOver(db, scope, {
      unitId: unit.id,
      next: { ...next, endDate: parseLocalDate("2026-01-01") },
      now: at(1),
    });
    await expect(backwards).rejects.toMatchObject({ code: "invalid", field: "end_date" });
    await archiveUnit(db, scope, { unitId: unit.id, archived: true, now: at(2) });
    expect((await db.pool.query("SELECT active FROM units WHERE id = $1", [unit.id])).rows).toEqual([{ active: false }]);
  });

  it("imports a list wholly or not at all, names the bad line, and changes nothing the second time", async () => {
    const scope = await scopeOf(admin);
    const { rows } = await scene.db.pool.query<{ code: string }>("SELECT code FROM units WHERE id = $1", [scene.unit.id]);
    const role = { unitCode: rows[0]?.code ?? null, unitRole: "tutor" as const };
    const line = (number: number, more: Partial<PersonLine> = {}): PersonLine => ({
      ...GRACE,
      username: `p${number}`,
      email: `p${number}@example.edu`,
      line: number,
      unitCode: null,
      unitRole: null,
      ...more,
    });
    const bad = importPeople(scene.db, scope, { lines: [line(2), line(3, { email: "none" })], now: at(0) });
    await expect(bad).rejects.toMatchObject({ code: "invalid", message: expect.stringMatching(/^Line 3: email is invalid/) });
    expect((await listPeople(scene.db, scope, search("p2"))).total).toBe(0);
    const lines = [line(2), line(3, role), line(4, { username: "grace" })];
    expect(await importPeople(scene.db, scope, { lines, now: at(0) })).toEqual({ added: 2, known: 1, roles: 1 });
    expect(await importPeople(scene.db, scope, { lines, now: at(0) })).toEqual({ added: 0, known: 3, roles: 0 });
    const nowhere = importPeople(scene.db, scope, { lines: [line(5, { ...role, unitCode: "NONE" })], now: at(0) });
    await expect(nowhere).rejects.toMatchObject({ code: "not_found", message: "Line 5: There is no unit NONE." });
  });

  it("is all in the log, of a unit for its convenor and of everything for an admin", async () => {
    const page = { limit: 100, offset: 0 };
    const ofUnit = await auditLog(scene.db, await scopeOf(scene.convenor), { unitId: scene.unit.id, ...page });
    expect(ofUnit.changes.map(({ action }) => action)).toEqual([
      "unit.archive",
      "unit.roll-over",
      "unit.policy",
      "unit.role.give",
      "unit.role.end",
      "unit.role.give",
    ]);
    expect(ofUnit.total).toBe(6);
    const rolledOver = ofUnit.changes.find(({ action }) => action === "unit.roll-over")?.details ?? {};
    expect(ofUnit.names.units.map(({ id }) => id)).toEqual([rolledOver["fromUnitId"], rolledOver["toUnitId"]]);
    const all = await auditLog(scene.db, await scopeOf(admin), { unitId: null, ...page });
    expect(all.changes.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["person.add", "person.change", "people.import"]),
    );
    expect(all.changes.find(({ action }) => action === "unit.policy")).toMatchObject({
      actor: { id: admin },
      unit: { id: scene.unit.id },
    });
  });

  it("is closed to everybody else", async () => {
    const { db, unit, tutor, convenor } = scene;
    const next = { startDate: parseLocalDate("2026-03-02"), endDate: parseLocalDate("2026-06-30") };
    for (const userId of [tutor, convenor]) {
      const scope = await scopeOf(userId);
      await expect(listPeople(db, scope, search(""))).rejects.toMatchObject(FORBIDDEN);
      await expect(addPerson(db, scope, { person: GRACE, now: at(0) })).rejects.toMatchObject(FORBIDDEN);
      await expect(changePerson(db, scope, { userId: tutor, change: { active: false }, now: at(0) })).rejects.toMatchObject(
        FORBIDDEN,
      );
      await expect(importPeople(db, scope, { lines: [], now: at(0) })).rejects.toMatchObject(FORBIDDEN);
      await expect(rollOver(db, scope, { unitId: unit.id, next, now: at(0) })).rejects.toMatchObject(FORBIDDEN);
      await expect(archiveUnit(db, scope, { unitId: unit.id, archived: true, now: at(0) })).rejects.toMatchObject(FORBIDDEN);
      await expect(auditLog(db, scope, { unitId: null, limit: 1, offset: 0 })).rejects.toMatchObject(FORBIDDEN);
    }
    const scope = await scopeOf(tutor);
    const role = { unitId: unit.id, username: "grace", role: "convenor", now: at(0) } as const;
    await expect(giveUnitRole(db, scope, role)).rejects.toMatchObject(FORBIDDEN);
    await expect(auditLog(db, scope, { unitId: unit.id, limit: 1, offset: 0 })).rejects.toMatchObject(FORBIDDEN);
    const elsewhere = auditLog(db, scope, { unitId: 999_999 as UnitId, limit: 1, offset: 0 });
    await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
  });
});
