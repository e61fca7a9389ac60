import { randomUUID } from "node:crypto";
import { addMs, formatInstant, MINUTE_MS } from "@tutor-times/core/instant";
import { NOW } from "@tutor-times/db/testing/small-university";
import type { Thing } from "./world";

/** How an operation is called: which of its parameters are ids, of what, and what stands beside them. */
export interface Call {
  readonly ids?: Readonly<Record<string, Thing>>;
  /** Made anew for every call, since some things can be said once only. */
  readonly rest?: () => object;
  /** The credential that it is called with may be worthless afterwards. */
  readonly endsSignIn?: boolean;
  /** A token is shown in the address, under this name, and not in the headers. */
  readonly tokenInQuery?: string;
}

const unit = { ids: { unitId: "unit" } } as const;
const task = { projectId: "project", taskDefinitionId: "definition" } as const;
const comment = { ...task, commentId: "comment" } as const;
const ever = { from: "2025-10-01", to: "2025-10-08" };
const name = () => ({ name: `A name ${randomUUID()}` });
const beat = { from: formatInstant(addMs(NOW, -MINUTE_MS)), to: formatInstant(NOW) };
const person = () => {
  const username = `p${randomUUID()}`;
  return { username, email: `${username}@example.edu`, firstName: "A", lastName: "Person" };
};
const act = () => ({
  username: "ada",
  unit: 1,
  project: 2,
  action: "get-comments",
});

export const PROCEDURE_CALLS: Readonly<Record<string, Call>> = {
  "viewer.me": {},
  "viewer.signOutEverywhere": { rest: () => ({}), endsSignIn: true },
  "viewer.setTimezone": { rest: () => ({ timezone: "UTC" }) },
  "tracker.recordActivity": { ids: task, rest: () => ({ action: "get-comments" }) },
  "tracker.heartbeat": { ids: task, rest: () => beat },
  "tracker.reportActs": {
    rest: () => ({
      acts: [
        { ...act(), taskDefinition: 3, happenedAt: formatInstant(NOW), ipAddress: "10.0.0.1", idempotencyKey: randomUUID() },
      ],
    }),
  },
  "tracker.current": {},
  "desk.inbox": unit,
  "desk.task": { ids: task },
  "desk.assess": { ids: task, rest: () => ({ trigger: "need_help" }) },
  "desk.comment": { ids: task, rest: () => ({ comment: `A comment ${randomUUID()}` }) },
  "desk.deleteComment": { ids: comment },
  "desk.markCommentUnread": { ids: comment },
  "sessions.list": { ...unit, rest: () => ever },
  "sessions.browse": { ...unit, rest: () => ever },
  "sessions.calendar": { ...unit, rest: () => ever },
  "sessions.show": { ids: { sessionId: "ownSession" } },
  "sessions.delete": { ids: { sessionId: "session" }, rest: () => ({ reason: "A test" }) },
  "sessions.restore": { ids: { sessionId: "deletedSession" } },
  "reports.tutor": { ids: { userId: "tutor" }, rest: () => ever },
  "reports.unit": { ...unit, rest: () => ever },
  "reports.whereTimeWent": { ...unit, rest: () => ({ by: "student", ...ever }) },
  "units.changePolicy": { ...unit, rest: () => ({ thresholdMinutes: 15 }) },
  "units.policies": unit,
  "units.timetable": unit,
  "units.changeTimetable": { ...unit, rest: () => ({ change: { kind: "add-stream", cutsSessions: true, ...name() } }) },
  "units.previewTimetable": { ...unit, rest: () => ({ change: { kind: "add-stream", cutsSessions: true, ...name() } }) },
  "units.recompute": { ...unit, rest: () => ({ from: formatInstant(NOW), apply: false }) },
  "units.deletionEffect": { ids: { sessionId: "session" } },
  "workload.hours": unit,
  "workload.setHours": {
    ids: { unitId: "unit", userId: "tutor" },
    rest: () => ({ totalMinutes: 600, weeklyMinutes: null }),
  },
  "workload.forecast": unit,
  "workload.turnaround": { ...unit, rest: () => ever },
  "workload.weeks": unit,
  "workload.hourMap": { ...unit, rest: () => ever },
  "workload.spentOn": { ...unit, rest: () => ({ by: "tutor", ...ever }) },
  "admin.people": { rest: () => ({}) },
  "admin.addPerson": { rest: person },
  "admin.changePerson": { ids: { userId: "stranger" }, rest: () => ({ active: true }) },
  "admin.importPeople": {
    rest: () => {
      const { username, email } = person();
      return { csv: `username,email,first_name,last_name\n${username},${email},A,Person\n` };
    },
  },
  "admin.staff": unit,
  "admin.giveRole": { ...unit, rest: () => ({ username: "brian", role: "tutor" }) },
  "admin.endRole": { ids: { unitId: "unit", userId: "formerTutor" }, rest: () => ({ role: "tutor" }) },
  "admin.rollOver": { ...unit, rest: () => ({ startDate: "2026-03-01", endDate: "2026-06-30" }) },
  "admin.archiveUnit": { ...unit, rest: () => ({ archived: false }) },
  "admin.log": unit,
  "admin.removedSessions": { rest: () => ({}) },
  "admin.tokens": { rest: () => ({}) },
  "tokens.list": {},
  "tokens.create": { rest: () => ({ scope: "read", days: 1, ...name() }) },
  "tokens.revoke": { ids: { tokenId: "token" } },
  "serviceAccounts.list": {},
  "serviceAccounts.create": { rest: name },
  "serviceAccounts.change": { ids: { serviceAccountId: "serviceAccount" }, rest: () => ({ createsUnknown: true }) },
  "serviceAccounts.close": { ids: { serviceAccountId: "serviceAccount" } },
  "serviceAccounts.issueToken": { ids: { serviceAccountId: "serviceAccount" }, rest: () => ({ days: 1, ...name() }) },
  "serviceAccounts.revokeToken": { ids: { tokenId: "serviceToken" } },
};

const TASK = "/api/projects/:id/task_def_id/:task_definition_id";
const taskPath = { id: "project", task_definition_id: "definition" } as const;
const commentPath = { ...taskPath, comment_id: "comment" } as const;

/** Ids stand in the path, the rest in the body. */
export const ROUTE_CALLS: Readonly<Record<string, Call>> = {
  "PUT /api/auth": { rest: () => ({}) },
  "DELETE /api/auth": { endsSignIn: true },
  "GET /api/units": {},
  "GET /api/units/:unit_id/tasks/inbox": { ids: { unit_id: "unit" } },
  "GET /api/units/:unit_id/marking_sessions": { ids: { unit_id: "unit" } },
  [`PUT ${TASK}`]: { ids: taskPath, rest: () => ({ trigger: "need_help" }) },
  [`GET ${TASK}/submission_details`]: { ids: taskPath },
  [`GET ${TASK}/submission_files`]: { ids: taskPath },
  [`GET ${TASK}/comments`]: { ids: taskPath },
  [`POST ${TASK}/comments`]: { ids: taskPath, rest: () => ({ comment: `A comment ${randomUUID()}` }) },
  [`GET ${TASK}/comments/:comment_id`]: { ids: commentPath },
  [`DELETE ${TASK}/comments/:comment_id`]: { ids: commentPath },
  [`POST ${TASK}/comments/:comment_id`]: { ids: commentPath, rest: () => ({}) },
  "GET /api/tutor-times/tutor/:tutor_id": { ids: { tutor_id: "tutor" } },
  "GET /api/tutor-times/student/:student_id": { ids: { student_id: "student" } },
  "DELETE /api/tutor-times/:id": { ids: { id: "session" }, rest: () => ({ reason: "A test" }) },
  "GET /api/csv/units/:id/tutor_times_summary": { ids: { id: "unit" } },
  "GET /api/csv/units/:id/my_marking_sessions": { ids: { id: "unit" } },
  "GET /api/calendar/sessions.ics": { tokenInQuery: "token" },
  "POST /api/acts": {
    rest: () => ({
      acts: [
        { ...act(), task_definition: 3, happened_at: formatInstant(NOW), ip_address: "10.0.0.1", idempotency_key: randomUUID() },
      ],
    }),
  },
};

/** How a procedure's input is made of ids and the rest: a heartbeat carries them in a list. */
export function inputOf(procedure: string, ids: object, rest: object | undefined, isEmpty: boolean): object | undefined {
  if (procedure === "tracker.heartbeat") return { beats: [{ ...ids, ...rest }] };
  return isEmpty ? undefined : { ...ids, ...rest };
}
