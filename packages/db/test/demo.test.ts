import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deriveSessions } from "@tutor-times/core/derive-sessions";
import type { Activity, Stretch, TutorialWindow } from "@tutor-times/core/evidence";
import { HOUR_MS, instant, instantOf, parseInstant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { recordActivity } from "../src/acts/record-activity";
import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { findDemo, loadDemo } from "../src/demo/load-demo";
import type { DemoSummary } from "../src/demo/summarise";
import { hoursReport } from "../src/reports/hours-report";
import { signInWithPassword } from "../src/sign-in";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { loadViewer } from "../src/viewers";

const NOW = parseInstant("2026-10-14T03:30:00Z");
const PASSWORD = "a demo password";

let db: TestDatabase;
let summary: DemoSummary;

beforeAll(async () => {
  db = await createTestDatabase();
  summary = await loadDemo(db, { seed: 1, now: NOW, scale: 1, password: PASSWORD });
}, 240_000);
afterAll(() => db.drop());

async function numbers<Name extends string>(sql: string): Promise<Record<Name, number>[]> {
  return (await db.pool.query<Record<Name, number>>(sql)).rows;
}

async function number(sql: string): Promise<number> {
  const [row] = await numbers(sql);
  return Object.values<number>(row ?? {}).at(0) ?? Number.NaN;
}

describe("the demo", () => {
  it("holds two units, their people, and about 6,000 sessions with 60,000 activities", async () => {
    expect(await number("SELECT count(*) FROM units WHERE timezone = 'Australia/Melbourne'")).toBe(2);
    expect(await number("SELECT count(DISTINCT user_id) FROM unit_roles WHERE role = 'tutor'")).toBe(12);
    expect(await number("SELECT count(DISTINCT user_id) FROM unit_roles WHERE role = 'convenor'")).toBe(2);
    expect(await number("SELECT count(*) FROM users WHERE system_role = 'admin'")).toBe(1);
    expect(await number("SELECT count(*) FROM users WHERE system_role = 'student'")).toBe(300);
    const sessions = await number("SELECT count(*) FROM marking_sessions");
    const activities = await number("SELECT count(*) FROM session_activities");
    expect(sessions).toBeGreaterThan(5_400);
    expect(sessions).toBeLessThan(6_600);
    expect(activities).toBeGreaterThan(54_000);
    expect(activities).toBeLessThan(66_000);
    expect(summary.counts).toMatchObject({ sessions, activities });
    expect(await findDemo(db)).toEqual(summary);
  });

  it("has the sessions that the rules make of its evidence, key by key, and no others", async () => {
    const { rows: keys } = await db.pool.query<{ user_id: number; unit_id: number; ip_address: string }>(
      "SELECT DISTINCT user_id, unit_id, ip_address FROM marking_sessions ORDER BY 1, 2, 3",
    );
    expect(keys.length).toBeGreaterThan(30);
    for (const key of keys) {
      const { stored, derived } = await storedAndDerived(key.user_id, key.unit_id, key.ip_address);
      expect(stored).toEqual(derived);
    }
  });

  it("has hours for every tutor: of most enough is left, some are near the end of theirs, and some beyond it", async () => {
    const { rows: admins } = await db.pool.query<{ id: UserId }>("SELECT id FROM users WHERE system_role = 'admin'");
    const viewer = admins[0] === undefined ? null : await loadViewer(db, admins[0].id, NOW);
    if (viewer === null) throw new Error("The demo has no admin");
    const { rows: units } = await db.pool.query<{ id: UnitId }>("SELECT id FROM units");
    const reports = await Promise.all(units.map(({ id }) => hoursReport(db, viewer.scope, { unitId: id, now: NOW })));
    const warnings = reports.flatMap(({ tutors }) =>
      tutors.map(({ total }) => (total.leftMs === null ? "not set" : total.warning)),
    );
    expect(new Set(warnings)).toEqual(new Set([null, "near", "over", "not set"]));
    expect(
      warnings.filter((one) => one === "not set"),
      "the convenors",
    ).toHaveLength(2);
    expect(warnings.filter((one) => one === null).length).toBeGreaterThan(warnings.length / 2);
    expect(await number("SELECT count(*) FROM audit_entries WHERE action = 'unit.hours'")).toBe(warnings.length - 2);
  });

  it("knows nothing later than now, and nothing before the term", async () => {
    const [times] = await numbers<"first" | "last">(`
      SELECT extract(epoch FROM min(at)) * 1000 AS first, extract(epoch FROM max(at)) * 1000 AS last FROM (
        SELECT start_time AS at FROM marking_sessions UNION ALL SELECT end_time FROM marking_sessions
        UNION ALL SELECT updated_at FROM marking_sessions UNION ALL SELECT created_at FROM session_activities
        UNION ALL SELECT start_time FROM attention_stretches UNION ALL SELECT end_time FROM attention_stretches
        UNION ALL SELECT submitted_at FROM submissions UNION ALL SELECT created_at FROM task_comments
        UNION ALL SELECT deleted_at FROM task_comments UNION ALL SELECT read_at FROM comment_reads
        UNION ALL SELECT updated_at FROM tasks UNION ALL SELECT submission_date FROM tasks) AS times`);
    expect(Number(times?.last)).toBeLessThanOrEqual(NOW);
    expect(Number(times?.first)).toBeGreaterThan(parseInstant("2026-08-02T14:00:00Z"));
  });

  it("lets ada find her last days, and begin anew", async () => {
    const { rows } = await db.pool.query<{ end_time: Date }>(
      `SELECT end_time FROM marking_sessions s JOIN users u ON u.id = s.user_id
       WHERE u.username = 'ada' AND end_time > $1 ORDER BY end_time DESC`,
      [new Date(NOW - 7 * 24 * HOUR_MS)],
    );
    expect(rows.length).toBeGreaterThan(10);
    const last = instantOf(rows[0]?.end_time ?? new Date(0));
    expect(last).toBeGreaterThan(NOW - 36 * HOUR_MS);
    expect(last).toBeLessThanOrEqual(NOW - 2 * HOUR_MS);
  });

  it("has submissions with text that await feedback in both units, some of them fresh", async () => {
    const waiting = await numbers<"waiting" | "fresh" | "shortest">(`
      SELECT count(*) AS waiting, count(*) FILTER (WHERE t.submission_date > timestamptz '2026-10-13T21:30Z') AS fresh,
             min(length(s.text)) AS shortest
      FROM tasks t JOIN projects p ON p.id = t.project_id
      JOIN LATERAL (SELECT text FROM submissions WHERE task_id = t.id ORDER BY submitted_at DESC LIMIT 1) AS s ON true
      WHERE t.status IN ('ready_for_feedback', 'need_help') GROUP BY p.unit_id`);
    expect(waiting).toHaveLength(2);
    for (const unit of waiting) {
      expect(unit.waiting).toBeGreaterThan(20);
      expect(unit.fresh).toBeGreaterThan(5);
      expect(unit.shortest).toBeGreaterThan(40);
    }
  });

  it("signs its four accounts in with the password", async () => {
    expect(summary.accounts.map(({ username }) => username)).toEqual(["ada", "cho", "root", "sam"]);
    const signedIn = [];
    for (const { username } of summary.accounts) {
      signedIn.push(
        (await signInWithPassword(db, { username, password: PASSWORD, now: NOW, ipAddress: "203.0.113.7", kind: "ontrack" }))
          ?.viewer.scope,
      );
    }
    const [ada, cho, root, sam] = signedIn;
    expect(ada?.tutors).toHaveLength(1);
    expect(cho?.convenes).toEqual(ada?.tutors);
    expect(root?.isAdmin).toBe(true);
    expect(sam?.studies).toEqual(ada?.tutors);
    expect(
      await signInWithPassword(db, { username: "ada", password: "another", now: NOW, ipAddress: "203.0.113.7", kind: "ontrack" }),
    ).toBeNull();
  });

  it("holds tasks whose state follows from what happened to them", async () => {
    expect(
      await number(`SELECT count(*) FROM tasks t WHERE assessment_date IS DISTINCT FROM
        (SELECT max(created_at) FROM session_activities a WHERE a.task_id = t.id AND a.action = 'assessing')`),
    ).toBe(0);
    expect(
      await number(`SELECT count(*) FROM tasks t WHERE submission_date IS DISTINCT FROM
        (SELECT max(submitted_at) FROM submissions s WHERE s.task_id = t.id)`),
    ).toBe(0);
    expect(await number("SELECT count(*) FROM tasks WHERE (status = 'complete') <> (completion_date IS NOT NULL)")).toBe(0);
    // Assessed once for every submission that was followed by an assessment.
    expect(
      await number(`SELECT count(*) FROM tasks t WHERE times_assessed <> (SELECT count(*) FROM (
          SELECT submitted_at, lead(submitted_at, 1, 'infinity') OVER (ORDER BY submitted_at) AS next
          FROM submissions s WHERE s.task_id = t.id) AS round
        WHERE EXISTS (SELECT FROM session_activities a WHERE a.task_id = t.id AND a.action = 'assessing'
          AND a.created_at > round.submitted_at AND a.created_at < round.next))`),
    ).toBe(0);
    // Every comment of staff is an act, and the other way round.
    expect(
      await number(`SELECT count(*) FROM task_comments c JOIN users u ON u.id = c.author_id WHERE u.system_role <> 'student'`),
    ).toBe(await number("SELECT count(*) FROM session_activities WHERE action = 'add-comment'"));
  });

  it("counts an assessment only where the status was another one before", async () => {
    // Without a submission in between, the second of two assessments in a row that did not change the status is no assessment.
    const repeated = await number("SELECT count(*) FROM session_activities WHERE action = 'assessing' AND NOT status_changed");
    expect(repeated).toBeGreaterThan(20);
    expect(await number("SELECT sum(assessments)::int FROM marking_sessions")).toBe(
      await number("SELECT count(*) FROM session_activities WHERE action = 'assessing' AND status_changed"),
    );
  });
});

describe("the shape of the demo", () => {
  it("has tutors who mark mainly their own students", async () => {
    const own = await number(`
      SELECT avg((tu.id IS NOT NULL)::int)::float FROM session_activities a
      JOIN marking_sessions s ON s.id = a.marking_session_id
      JOIN unit_roles r ON r.user_id = s.user_id AND r.unit_id = s.unit_id AND r.role = 'tutor'
      LEFT JOIN tutorial_enrolments e ON e.project_id = a.project_id
      LEFT JOIN tutorials tu ON tu.id = e.tutorial_id AND tu.unit_role_id = r.id`);
    expect(own).toBeGreaterThan(0.9);
  });

  it("is busy in the evening, after due dates and in class, and quiet in the break", async () => {
    const [share] = await numbers<"evening" | "in_class" | "cut" | "over_midnight" | "long">(`
      SELECT avg((extract(hour FROM local) BETWEEN 18 AND 23)::int)::float AS evening, avg(during_tutorial::int)::float AS in_class,
             count(*) FILTER (WHERE continues) AS cut, count(*) FILTER (WHERE duration_minutes > 150) AS long,
             count(*) FILTER (WHERE local::date <> (end_time AT TIME ZONE 'Australia/Melbourne')::date) AS over_midnight
      FROM (SELECT *, start_time AT TIME ZONE 'Australia/Melbourne' AS local FROM marking_sessions) AS s`);
    expect(share?.evening).toBeGreaterThan(0.3);
    expect(share?.in_class).toBeGreaterThan(0.05);
    expect(share?.cut).toBeGreaterThan(40);
    expect(share?.over_midnight).toBeGreaterThan(10);
    expect(share?.long).toBeGreaterThan(2);
    const weeks = await numbers<"week" | "sessions">(`
      SELECT floor(extract(epoch FROM start_time - timestamptz '2026-08-02T14:00Z') / 604800)::int AS week, count(*) AS sessions
      FROM marking_sessions GROUP BY 1 ORDER BY 1`);
    const inBreak = weeks.find(({ week }) => week === 6)?.sessions ?? 0;
    expect(inBreak * 4).toBeLessThan(weeks.find(({ week }) => week === 5)?.sessions ?? 0);
  });

  it("observes the attention of some tutors always, of one since a few weeks, of others never", async () => {
    const { rows } = await db.pool.query<{ username: string; observed: number }>(`
      SELECT u.username, count(a.id) AS observed FROM users u JOIN unit_roles r ON r.user_id = u.id
      LEFT JOIN attention_stretches a ON a.user_id = u.id GROUP BY u.id ORDER BY u.username`);
    expect(rows.filter(({ observed }) => observed === 0).map(({ username }) => username)).toEqual(["farid", "imani", "ines"]);
    expect(await number("SELECT count(*) FROM attention_stretches WHERE kind = 'typing' AND task_id IS NULL")).toBe(0);
    expect(await number("SELECT count(*) FROM attention_stretches WHERE kind = 'typing'")).toBeGreaterThan(1_000);
  });

  it("has people with several addresses, tutors of two units, a campus in another zone, cancelled classes, names of all kinds", async () => {
    expect(
      await number(
        `SELECT count(*) FROM (SELECT user_id FROM marking_sessions GROUP BY user_id HAVING count(DISTINCT ip_address) > 1) AS x`,
      ),
    ).toBeGreaterThan(10);
    expect(
      await number(
        `SELECT count(*) FROM (SELECT user_id FROM unit_roles GROUP BY user_id HAVING count(DISTINCT unit_id) > 1) AS x`,
      ),
    ).toBe(3);
    expect(
      await number("SELECT count(*) FROM tutorials t JOIN campuses c ON c.id = t.campus_id WHERE c.timezone IS NOT NULL"),
    ).toBeGreaterThan(0);
    expect(await number("SELECT count(*) FROM tutorial_cancellations")).toBeGreaterThan(30);
    expect(await number("SELECT count(*) FROM users WHERE last_name ~ '[\\u0590-\\u06FF]'")).toBeGreaterThan(0);
    expect(await number("SELECT max(length(first_name || ' ' || last_name)) FROM users")).toBeGreaterThan(60);
  });
});

describe("a loaded demo", () => {
  it("lets the tracker go on where it ends", async () => {
    const ada = await signInWithPassword(db, {
      username: "ada",
      password: PASSWORD,
      now: NOW,
      ipAddress: "203.0.113.7",
      kind: "ontrack",
    });
    const { rows } = await db.pool.query<{ project_id: ProjectId; task_definition_id: TaskDefinitionId }>(
      `SELECT t.project_id, t.task_definition_id FROM tasks t JOIN projects p ON p.id = t.project_id
       WHERE p.unit_id = $1 AND t.status = 'ready_for_feedback' LIMIT 1`,
      [ada?.viewer.scope.tutors[0]],
    );
    const [task] = rows;
    if (ada === null || task === undefined) throw new Error("There is no ada, or nothing to mark");
    const before = await number("SELECT max(id) FROM marking_sessions");
    await recordActivity(
      db,
      { scope: ada.viewer.scope, now: NOW, ipAddress: "198.51.100.200" },
      { projectId: task.project_id, taskDefinitionId: task.task_definition_id, action: "get-submission-details" },
    );
    expect(await number("SELECT max(id) FROM marking_sessions")).toBe(before + 1);
    await db.pool.query("DELETE FROM session_activities WHERE marking_session_id = $1", [before + 1]);
    await db.pool.query("DELETE FROM marking_sessions WHERE id = $1", [before + 1]);
  });

  it("cannot be loaded again", async () => {
    await expect(loadDemo(db, { seed: 2, now: NOW, scale: 1, password: PASSWORD })).rejects.toMatchObject({ code: "conflict" });
    expect(await number("SELECT count(*) FROM units")).toBe(2);
  });
});

async function storedAndDerived(userId: number, unitId: number, ipAddress: string) {
  const values = [userId, unitId, ipAddress];
  const activities = await db.pool.query<Omit<Activity, "at"> & { at: Date }>(
    `SELECT a.created_at AS at, a.action, a.status_changed AS "statusChanged", a.project_id AS "projectId", a.task_id AS "taskId",
            a.task_definition_id AS "taskDefinitionId"
     FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id
     WHERE s.user_id = $1 AND s.unit_id = $2 AND s.ip_address = $3 ORDER BY a.id`,
    values,
  );
  const stretches = await db.pool.query<Pick<Stretch, "taskId" | "kind"> & { start: Date; end: Date }>(
    `SELECT start_time AS start, end_time AS end, task_id AS "taskId", kind FROM attention_stretches
     WHERE user_id = $1 AND unit_id = $2 AND ip_address = $3`,
    values,
  );
  const windows = await db.pool.query<Pick<TutorialWindow, "cuts"> & { start: Date; end: Date }>(
    "SELECT start_time AS start, end_time AS end, cuts_sessions AS cuts FROM tutorial_windows WHERE user_id = $1 AND unit_id = $2",
    [userId, unitId],
  );
  const inInstants = <Span extends { start: Date; end: Date }>(span: Span) => ({
    ...span,
    start: instantOf(span.start),
    end: instantOf(span.end),
  });
  const derived = deriveSessions(
    {
      activities: activities.rows.map((activity) => ({ ...activity, at: instantOf(activity.at) })),
      stretches: stretches.rows.map(inInstants),
      dead: [],
    },
    { policies: [{ effectiveAt: instant(0), ...DEFAULT_POLICY }], windows: windows.rows.map(inInstants) },
  );
  const { rows } = await db.pool.query(
    `SELECT start_time AS start, end_time AS end, duration_minutes AS "durationMinutes", during_tutorial AS "duringTutorial", continues,
            counted_from AS "countedFrom", active_ms AS "activeMs", activities, assessments, comments_added AS "commentsAdded",
            submissions_opened AS "submissionsOpened",
            (SELECT count(*) FROM session_activities a WHERE a.marking_session_id = s.id) AS acts
     FROM marking_sessions s WHERE user_id = $1 AND unit_id = $2 AND ip_address = $3 ORDER BY start_time, end_time`,
    values,
  );
  return {
    stored: rows,
    derived: derived.map(({ row, activities: own }) => ({
      ...row,
      start: new Date(row.start),
      end: new Date(row.end),
      countedFrom: new Date(row.countedFrom),
      acts: own.length,
    })),
  };
}
