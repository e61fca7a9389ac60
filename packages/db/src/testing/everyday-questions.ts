import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import type { Scope } from "@tutor-times/core/viewer";
import { assessTask } from "../acts/assess-task";
import { addComment, listComments } from "../acts/comments";
import { recordActivity } from "../acts/record-activity";
import { recordBeats } from "../acts/record-beats";
import type { Database } from "../database";
import { assessmentsPerGroup } from "../reports/assessments-per-group";
import { creditedSummary } from "../reports/credited-summary";
import { hourMap } from "../reports/hour-map";
import { medianPerAssessment } from "../reports/median-per-assessment";
import { spentOn } from "../reports/spent-on";
import { turnaround } from "../reports/turnaround";
import { tutorReport } from "../reports/tutor-report";
import { unitReport } from "../reports/unit-report";
import { weeklyMarking } from "../reports/weekly-marking";
import { whereTimeWent } from "../reports/where-time-went";
import { browseSessions } from "../sessions/browse-sessions";
import { currentSessions } from "../sessions/current-sessions";
import { deleteSession, restoreSession } from "../sessions/deletion";
import { listSessions } from "../sessions/list-sessions";
import { showSession } from "../sessions/show-session";
import { streamSessions } from "../sessions/stream-sessions";
import { tutorialsOfDays } from "../sessions/tutorials-of-days";
import { findTask } from "../tasks";

/** Whose work it is, and over which days. */
export interface Everyday {
  readonly unitId: UnitId;
  readonly tutor: Scope;
  readonly convenor: Scope;
  /** A task of theirs. */
  readonly target: { readonly projectId: ProjectId; readonly taskDefinitionId: TaskDefinitionId };
  /** Whose task that is. */
  readonly studentId: UserId;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timezone: string;
  readonly now: Instant;
}

type Questions = Record<string, () => Promise<unknown>>;

/** What a tutor does all day, as the tracker has to take it, and what a convenor does to their sessions; by name. */
export function everydayActs(db: Database, { tutor, convenor, target, now }: Everyday): Questions {
  const caller = { scope: tutor, now, ipAddress: "10.0.0.1" };
  const beatUntil = (to: Instant) => ({ target, from: addMs(to, -MINUTE_MS), to, kind: "reading" as const });
  return {
    "assess a task": () => assessTask(db, caller, { ...target, trigger: "complete" }),
    "open a submission": () => recordActivity(db, caller, { ...target, action: "get-submission-details" }),
    "read a task": () => findTask(db, tutor, target),
    "read comments": () => listComments(db, caller, target),
    comment: () => addComment(db, caller, { ...target, comment: "Well done." }),
    "a beat": () => recordBeats(db, caller, [beatUntil(addMs(now, -MINUTE_MS))]),
    "a beat that comes days late": () => recordBeats(db, caller, [beatUntil(addMs(now, -3 * DAY_MS))]),
    "one's open sessions": () => currentSessions(db, caller),
    "delete a session and restore it": async () => {
      const sessionId = await latestSession(db, tutor, now);
      await deleteSession(db, convenor, { sessionId, reason: "Two people at one screen.", now });
      await restoreSession(db, convenor, { sessionId, now });
    },
  };
}

async function latestSession(db: Database, scope: Scope, now: Instant) {
  const days = { from: addMs(now, -2 * DAY_MS), to: now };
  const { sessions } = await listSessions(db, scope, { userId: scope.userId, ...days, limit: 1 });
  const [session] = sessions;
  if (session === undefined) throw new Error("The tutor has no session of the last two days.");
  return session.id;
}

/** What tutors and convenors ask of a range of days, by name. */
export function everydayReports(
  db: Database,
  { unitId, tutor, convenor, target: { taskDefinitionId }, studentId, from, to, timezone, now }: Everyday,
): Questions {
  const starts = dayStarts(timezone, from, to);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) throw new Error("There are no days.");
  const range = { from: first, to: last };
  const ofUnit = { unitIds: [unitId], ...range };
  const ofTutor = { userId: tutor.userId, ...range };
  const search = { ...range, withRemoved: false, order: "start", descending: false, limit: 50, offset: 0 } as const;
  return {
    "a tutor's report": () => tutorReport(db, tutor, { userId: tutor.userId, from, to, timezone }),
    "a tutor's medians": () => medianPerAssessment(db, tutor, ofTutor),
    "a tutor's time by student": () => whereTimeWent(db, tutor, "student", ofTutor),
    "a tutor's sessions": () => browseSessions(db, tutor, { ...search, userId: tutor.userId }),
    "the unit's report": () => unitReport(db, convenor, { unitId, now, timezone, rangeIn: () => ({ from, to, timezone }) }),
    "the unit's time by definition": () => whereTimeWent(db, convenor, "definition", ofUnit),
    "the unit's time by student": () => whereTimeWent(db, convenor, "student", ofUnit),
    "the unit's assessments by student": () => assessmentsPerGroup(db, convenor, "student", ofUnit),
    "the unit's assessments by definition": () => assessmentsPerGroup(db, convenor, "definition", ofUnit),
    "the unit's hours of the week": () => hourMap(db, convenor, { unitId, ...range, timezone }),
    "the unit's turnaround": () => turnaround(db, convenor, { unitId, ...range }),
    "the unit's sessions": () => browseSessions(db, convenor, { ...search, unitId }),
    "a page of the unit's sessions": () => listSessions(db, convenor, { unitId, ...range, limit: 50 }),
    "the unit's sessions on one definition": () => browseSessions(db, convenor, { ...search, unitId, taskDefinitionId }),
    "the unit's sessions on one student": () => browseSessions(db, convenor, { ...search, unitId, studentId }),
    "a page of sessions on one student": () => listSessions(db, convenor, { unitId, studentId, ...range, limit: 50 }),
    "the unit's time on one student": () => spentOn(db, convenor, { unitId, by: "definition", studentId, ...range }),
    "the unit's calendar": async () => {
      await browseSessions(db, convenor, { ...search, unitId, withRemoved: true, limit: 5000 });
      await tutorialsOfDays(db, convenor, { unitId, ...range });
    },
    "the unit's week of marking": () => weeklyMarking(db, convenor, { unitId, last: to, count: 1, timezone }),
    "one session": async () => showSession(db, convenor, { sessionId: await latestSession(db, tutor, last), now }),
    "the unit's time on one definition": () => spentOn(db, convenor, { unitId, by: "tutor", taskDefinitionId, ...range }),
    "the unit's summary": () => creditedSummary(db, convenor, { unitId, ...range, withoutTutorials: false }),
    "OnTrack's list": async () => {
      for await (const _batch of streamSessions(db, convenor, { unitId, ...range }));
    },
  };
}
