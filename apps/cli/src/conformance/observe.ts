import { formatInstant, instant } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import type { Database } from "@tutor-times/db/database";
import { attentionPerTask } from "@tutor-times/db/reports/attention-per-task";
import type { Figures } from "@tutor-times/db/reports/figures";
import { tutorReport } from "@tutor-times/db/reports/tutor-report";
import { listSessions } from "@tutor-times/db/sessions/list-sessions";
import { callerAt } from "./play";
import type { ReportQuestion, Result } from "./case";
import { found, type World } from "./world";

const EVER = { from: instant(0), to: instant(Date.UTC(2200, 0)) };

/** Reads the end of a case with the queries of the screens, each person's own time through their own eyes. */
export async function observe(db: Database, world: World, reports: readonly ReportQuestion[]): Promise<Omit<Result, "verdicts">> {
  const sessions: object[] = [];
  const focus: object[] = [];
  const unitCodes = new Map([...world.units].map(([code, id]) => [id, code]));
  for (const [user, userId] of world.users) {
    const { scope } = await callerAt(db, world, user, instant(Date.now()), "127.0.0.1");
    const own = await listSessions(db, scope, { userId, ...EVER });
    sessions.push(
      ...own.sessions.map((session) => ({
        user,
        unit: found(unitCodes, session.unitId),
        ip: session.ipAddress,
        start: formatInstant(session.start),
        end: formatInstant(session.end),
        duration_minutes: session.durationMinutes,
        during_tutorial: session.duringTutorial,
        activities: session.activities,
        assessments: session.assessments,
        comments_added: session.commentsAdded,
        submissions_opened: session.submissionsOpened,
        active_ms: session.activeMs,
      })),
    );
    const attention = await attentionPerTask(db, scope, { userId, ...EVER });
    focus.push(
      ...attention.map((one) => ({
        user,
        unit: found(unitCodes, one.unitId),
        task: found(world.taskNames, one.taskId),
        active_ms: one.activeMs,
      })),
    );
  }
  const answers: object[] = [];
  for (const question of reports) answers.push(await answer(db, world, question));
  return {
    sessions: byCodePoints(sessions, ["start", "user", "unit", "ip", "end"]),
    focus: byCodePoints(focus, ["user", "unit", "task"]),
    reports: answers,
  };
}

async function answer(db: Database, world: World, question: ReportQuestion): Promise<object> {
  const { user, from, to, timezone, units } = question;
  const { scope } = await callerAt(db, world, user, instant(Date.now()), "127.0.0.1");
  const report = await tutorReport(db, scope, {
    userId: found(world.users, user),
    ...(units === undefined ? {} : { unitIds: units.map((code) => found(world.units, code)) }),
    from: parseLocalDate(from),
    to: parseLocalDate(to),
    timezone,
  });
  return {
    user,
    from,
    to,
    timezone,
    total: figuresOf(report.total),
    days: report.days.map((day) => ({ date: day.date, ...figuresOf(day) })),
  };
}

function figuresOf(figures: Figures): object {
  return {
    marking_ms: figures.markingMs,
    in_tutorials_ms: figures.inTutorialsMs,
    // This format has no word for "not observed".
    active_ms: figures.activeMs ?? 0,
    span_ms: figures.spanMs,
    wall_ms: figures.wallMs,
    sessions: figures.sessions,
    credited_minutes: figures.creditedMinutes,
    assessments: figures.assessments,
  };
}

/** Ordered by code points of the named fields, one after the other. */
function byCodePoints(rows: readonly object[], fields: readonly string[]): object[] {
  const texts = (row: object): string[] => fields.map((field) => String(new Map(Object.entries(row)).get(field)));
  return rows.toSorted((a, b) => {
    const [left, right] = [texts(a), texts(b)];
    const at = left.findIndex((text, index) => text !== right[index]);
    return at < 0 ? 0 : Buffer.compare(Buffer.from(left[at] ?? ""), Buffer.from(right[at] ?? ""));
  });
}
