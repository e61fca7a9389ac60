import { instant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  makeComment,
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
} from "../src/testing/factories";
import { insertRow } from "../src/testing/insert-row";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { makeTutorial } from "../src/testing/timetable-factories";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await makeOneRowOfEachTable();
});
afterAll(() => db.drop());

async function makeOneRowOfEachTable(): Promise<void> {
  const unit = await makeUnit(db, { startDate: "2025-10-01", endDate: "2025-10-15" });
  const tutor = await makeUser(db);
  const role = await makeUnitRole(db, { unitId: unit.id, userId: tutor.id });
  await makeTutorial(db, { unit, role, startDate: "2025-10-02", endDate: "2025-10-10" });
  const project = await makeProject(db, { unitId: unit.id });
  const definition = await makeTaskDefinition(db, { unitId: unit.id });
  const task = await makeTask(db, { projectId: project.id, taskDefinitionId: definition.id });
  await makeComment(db, { taskId: task.id, authorId: tutor.id, recipientId: project.userId });
  const key = { userId: tutor.id, unitId: unit.id, ipAddress: "2001:db8::1" };
  const times = { startTime: new Date(instant(0)), endTime: new Date(60_000) };
  await insertRow(db, "unit_breaks", { unitId: unit.id, name: "Easter", startDate: "2025-10-03", endDate: "2025-10-03" });
  const sessionId = await insertRow(db, "marking_sessions", {
    ...key,
    ...times,
    countedFrom: times.startTime,
    duringTutorial: false,
  });
  const now = { createdAt: times.startTime, updatedAt: times.startTime };
  await insertRow(db, "session_activities", { markingSessionId: sessionId, action: "get-comments", taskId: task.id, ...now });
  await insertRow(db, "attention_stretches", { ...key, ...times, kind: "reading" });
  const day = { unitId: unit.id, startTime: times.startTime };
  await insertRow(db, "settled_days", { ...day, endTime: times.endTime }, null);
  const lengths = { markingMs: 0, inTutorialsMs: 0, spanMs: 0, wallMs: 0, creditedMinutes: 0, sessions: 0 };
  const counts = { assessments: 0, commentsAdded: 0, submissionsOpened: 0, assessedTasks: [], observedMs: [] };
  await insertRow(db, "settled_figures", { ...day, userId: tutor.id, ...lengths, ...counts }, null);
  const token = { userId: tutor.id, kind: "browser", scopes: [], tokenHash: Buffer.from("hash"), expiresAt: times.endTime };
  await insertRow(db, "access_tokens", token);
  await insertRow(db, "service_accounts", { name: "OnTrack" });
  await insertRow(db, "allotted_hours", { userId: tutor.id, unitId: unit.id }, null);
  const seen = { createdAt: times.startTime, lastUsedAt: times.startTime };
  await insertRow(
    db,
    "identities",
    { issuer: "https://id.example.edu", subject: "7", userId: tutor.id, unitRoleIds: [], ...seen },
    null,
  );
  await insertRow(db, "sign_in_limits", { key: "ada", failures: 1, lastAt: times.startTime, freeAt: times.startTime }, null);
}

/** Table, what is set in all its rows, and the constraint that refuses it. */
const refused: [table: string, change: string, constraint: string][] = [
  ["users", "username = 'Ada'", "users_username_lower"],
  ["users", "username = ''", "users_username_lower"],
  ["users", "email = 'Ada@example.edu'", "users_email_lower"],
  ["users", "system_role = 'root'", "users_system_role_known"],
  ["units", "end_date = start_date - 1", "units_dates_in_order"],
  ["unit_breaks", "end_date = start_date - 1", "unit_breaks_dates_in_order"],
  ["unit_policies", "threshold_minutes = 0, floor_minutes = 0", "unit_policies_threshold_in_range"],
  ["unit_policies", "threshold_minutes = 61", "unit_policies_threshold_in_range"],
  ["unit_policies", "threshold_minutes = 15, floor_minutes = 8", "unit_policies_floor_in_range"],
  ["unit_policies", "floor_minutes = -1", "unit_policies_floor_in_range"],
  ["unit_roles", "role = 'student'", "unit_roles_role_known"],
  ["tutorials", "meeting_day = 'Mon'", "tutorials_meeting_day_known"],
  ["tutorials", "meeting_time = '24:00'", "tutorials_meeting_time_is_a_time"],
  ["tutorials", "meeting_time = '9.30'", "tutorials_meeting_time_is_a_time"],
  ["tutorials", "duration_minutes = 0", "tutorials_duration_in_range"],
  ["tutorials", "duration_minutes = 1441", "tutorials_duration_in_range"],
  ["tutorials", "end_date = start_date - 1", "tutorials_dates_in_order"],
  ["tutorial_windows", "end_time = start_time", "tutorial_windows_in_order"],
  ["tasks", "status = 'done'", "tasks_status_known"],
  ["tasks", "times_assessed = -1", "tasks_times_assessed_positive"],
  ["task_comments", "text = ''", "task_comments_text_not_empty"],
  ["marking_sessions", "end_time = start_time - interval '1 millisecond'", "marking_sessions_end_after_start"],
  ["marking_sessions", "counted_from = start_time + interval '1 millisecond'", "marking_sessions_counted_before_start"],
  ["marking_sessions", "ip_address = '2001:DB8::1'", "marking_sessions_address_canonical"],
  ["marking_sessions", "ip_address = '2001:db8:0:0:0:0:0:1'", "marking_sessions_address_canonical"],
  ["marking_sessions", "ip_address = '10.0.0.1/32'", "marking_sessions_address_canonical"],
  ["marking_sessions", "ip_address = ' 10.0.0.1'", "marking_sessions_address_canonical"],
  ["marking_sessions", "duration_minutes = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "active_ms = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "activities = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "assessments = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "comments_added = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "submissions_opened = -1", "marking_sessions_counts_positive"],
  ["marking_sessions", "deleted_at = now()", "marking_sessions_deletion_complete"],
  ["marking_sessions", "deletion_reason = 'A mistake'", "marking_sessions_deletion_complete"],
  ["marking_sessions", "counted_from = '-infinity'", "marking_sessions_times_finite"],
  ["marking_sessions", "end_time = 'infinity'", "marking_sessions_times_finite"],
  ["marking_sessions", "deleted_at = now(), deleted_by_id = user_id, deletion_reason = ' '", "marking_sessions_reason_not_blank"],
  ["session_activities", "created_at = 'infinity'", "session_activities_time_finite"],
  ["attention_stretches", "start_time = '-infinity'", "attention_stretches_times_finite"],
  ["settled_days", "end_time = start_time", "settled_days_in_order"],
  ["settled_figures", "marking_ms = -1", "settled_figures_not_negative"],
  ["settled_figures", "observed_ms = '{1}'", "settled_figures_times_of_tasks"],
  ["allotted_hours", "total_minutes = 0", "allotted_hours_total_in_range"],
  ["allotted_hours", "weekly_minutes = 527041", "allotted_hours_weekly_in_range"],
  ["session_activities", "action = 'sleeping'", "session_activities_action_known"],
  ["session_activities", "status_changed = true", "session_activities_change_is_assessing"],
  ["session_activities", "marking_session_id = 0", "session_activities_marking_session_id_fkey"],
  ["session_activities", "task_id = 0", "session_activities_task_id_fkey"],
  ["session_activities", "project_id = 0", "session_activities_project_id_fkey"],
  ["session_activities", "task_definition_id = 0", "session_activities_task_definition_id_fkey"],
  ["attention_stretches", "end_time = start_time", "attention_stretches_in_order"],
  ["attention_stretches", "kind = 'dreaming'", "attention_stretches_kind_known"],
  ["attention_stretches", "ip_address = '010.0.0.1'", "attention_stretches_address_canonical"],
  ["attention_stretches", "deleted_session_id = 0", "attention_stretches_deleted_session_id_fkey"],
  ["access_tokens", "kind = 'cookie'", "access_tokens_kind_known"],
  ["access_tokens", "user_id = NULL", "access_tokens_one_owner"],
  ["access_tokens", "service_account_id = (SELECT id FROM service_accounts)", "access_tokens_one_owner"],
  ["access_tokens", "kind = 'service', scopes = '{report}'", "access_tokens_one_owner"],
  ["access_tokens", "scopes = '{read}'", "access_tokens_scopes_of_kind"],
  ["access_tokens", "kind = 'personal'", "access_tokens_scopes_of_kind"],
  ["access_tokens", "kind = 'personal', scopes = '{report}'", "access_tokens_scopes_of_kind"],
  ["access_tokens", "kind = 'personal', scopes = '{read,track}'", "access_tokens_scopes_of_kind"],
  ["access_tokens", "kind = 'personal', scopes = '{feed,read}'", "access_tokens_scopes_of_kind"],
  ["identities", "issuer = ''", "identities_named"],
  ["identities", "subject = ''", "identities_named"],
  ["sign_in_limits", "failures = -1", "sign_in_limits_failures_not_negative"],
  ["service_accounts", "name = ''", "service_accounts_name_not_empty"],
];

test.each(refused)("%s: SET %s is refused", async (table, change, constraint) => {
  const update = db.pool.query(`UPDATE ${table} SET ${change}`);
  // Of an invalid address already the conversion complains, which names no constraint.
  await expect(update).rejects.toSatisfy((error: { code: string; constraint?: string }) =>
    error.constraint === undefined
      ? error.code === "22P02" && constraint.endsWith("_address_canonical")
      : error.constraint === constraint,
  );
});

test("every check of the schema is broken by one of these", async () => {
  const { rows } = await db.pool.query<{ name: string }>(
    "SELECT DISTINCT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1",
  );
  const tried = new Set(refused.map(([, , constraint]) => constraint));
  expect(rows.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

test.each([
  ["unit_policies", "threshold_minutes = 15, floor_minutes = 7"],
  ["unit_policies", "threshold_minutes = 60, floor_minutes = 30"],
  ["unit_policies", "threshold_minutes = 1, floor_minutes = 0"],
  ["units", "end_date = start_date"],
  ["tutorials", "meeting_time = '8:00'"],
  ["marking_sessions", "end_time = start_time"],
  ["marking_sessions", "ip_address = '10.0.0.1'"],
])("%s: SET %s is at the edge and allowed", async (table, change) => {
  await expect(db.pool.query(`UPDATE ${table} SET ${change}`)).resolves.toMatchObject({ rowCount: 1 });
});

test.each([
  ["marking_sessions", "ip_address"],
  ["marking_sessions", "start_time"],
  ["marking_sessions", "end_time"],
  ["marking_sessions", "user_id"],
  ["marking_sessions", "unit_id"],
  ["marking_sessions", "during_tutorial"],
  ["attention_stretches", "ip_address"],
  ["session_activities", "marking_session_id"],
])("%s.%s is never null", async (table, column) => {
  await expect(db.pool.query(`UPDATE ${table} SET ${column} = NULL`)).rejects.toMatchObject({ code: "23502", column });
});

test.each(["marking_sessions", "tasks", "users", "units", "projects"])(
  "a row of %s that others refer to stays",
  async (table) => {
    await expect(db.pool.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: expect.stringMatching(/^(23001|23503)$/) });
  },
);
