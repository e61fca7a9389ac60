import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import { daysBetween } from "@tutor-times/core/local-date";
import { dayStarts } from "@tutor-times/core/local-days";
import type { Database } from "@tutor-times/db/database";
import { browseSessions, SESSION_ACTS, SESSION_ORDERS } from "@tutor-times/db/sessions/browse-sessions";
import { deleteSession, restoreSession } from "@tutor-times/db/sessions/deletion";
import { requireStudentInView } from "@tutor-times/db/sessions/find-student";
import { listSessions } from "@tutor-times/db/sessions/list-sessions";
import { namesOfSearch } from "@tutor-times/db/sessions/names-of-search";
import { showSession } from "@tutor-times/db/sessions/show-session";
import { tutorialsOfDays } from "@tutor-times/db/sessions/tutorials-of-days";
import { findUnitOfStaff } from "@tutor-times/db/units";
import { findStaffMember } from "@tutor-times/db/viewers-staff";
import type { Viewer } from "@tutor-times/db/viewers";
import { z } from "zod";
import { instantsOf, resolveRange } from "../range";
import { sessionId, taskDefinitionId, unitId, userId } from "../schemas/ids";
import { foundSession, sessionRecord, shownSession, tutorialMeeting } from "../schemas/sessions";
import { textInput } from "../schemas/text";
import { instantOutput, rangeInput, rangeOutput } from "../schemas/times";
import { router, signedIn } from "../trpc";

const paging = {
  /** From 1. */
  page: z.int().min(1).max(100_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
};

const whose = { unitId: unitId.optional(), userId: userId.optional() };

const MOST_CALENDAR_DAYS = 8;
const MOST_CALENDAR_SESSIONS = 5_000;

/** The zone that days are taken in unless another is named: the unit's, else the caller's. Refuses whom they may not see. */
async function zoneOf(
  { db, viewer: { scope, user } }: { db: Database; viewer: Viewer },
  asked: { unitId?: UnitId | undefined; userId?: UserId | undefined },
): Promise<string> {
  const unit = asked.unitId === undefined ? null : await findUnitOfStaff(db, scope, asked.unitId);
  if (asked.userId !== undefined || unit === null) await findStaffMember(db, scope, asked.userId ?? scope.userId);
  return unit?.timezone ?? user.timezone ?? "UTC";
}

export const sessionsRouter = router({
  /**
   * The sessions that start within whole local days and that the caller may see, ordered by start, page by page; with a
   * `studentId` those with an act on that student's tasks.
   */
  list: signedIn
    .input(z.strictObject({ ...whose, studentId: userId.optional(), ...rangeInput, ...paging }))
    .output(z.object({ ...rangeOutput, total: z.number(), sessions: z.array(sessionRecord) }))
    .query(async ({ ctx, input }) => {
      const range = resolveRange(input, ctx.now, await zoneOf(ctx, input));
      if (input.studentId !== undefined) await requireStudentInView(ctx.db, ctx.viewer.scope, input.studentId);
      const found = await listSessions(ctx.db, ctx.viewer.scope, {
        ...(input.studentId === undefined ? {} : { studentId: input.studentId }),
        ...(input.unitId === undefined ? {} : { unitId: input.unitId }),
        ...(input.userId === undefined ? {} : { userId: input.userId }),
        ...instantsOf(range),
        limit: input.pageSize,
        offset: (input.page - 1) * input.pageSize,
      });
      return { ...range, ...found };
    }),

  /**
   * The sessions that the figures of whole local days are made of: every one with a part in them, sorted, filtered and cut
   * to pages. Of one member of staff or, of a unit, of everybody that the caller may see.
   */
  browse: signedIn
    .input(
      z.strictObject({
        ...whose,
        ...rangeInput,
        ...paging,
        studentId: userId.optional(),
        taskDefinitionId: taskDefinitionId.optional(),
        tutorials: z.enum(["in", "outside"]).optional(),
        acts: z.enum(SESSION_ACTS).optional(),
        withRemoved: z.boolean().default(false),
        order: z.enum(SESSION_ORDERS).default("start"),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        ...rangeOutput,
        total: z.number(),
        removed: z.number(),
        sessions: z.array(foundSession),
        /** The names of the student and the task definition that were asked for. */
        about: z.object({ student: z.string().nullable(), task: z.string().nullable() }),
      }),
    )
    .query(async ({ ctx, input: { page, pageSize, from, to, timezone, ...search } }) => {
      const range = resolveRange({ from, to, timezone }, ctx.now, await zoneOf(ctx, search));
      const paged = { ...search, ...instantsOf(range), limit: pageSize, offset: (page - 1) * pageSize };
      const [found, about] = await Promise.all([
        browseSessions(ctx.db, ctx.viewer.scope, paged),
        namesOfSearch(ctx.db, ctx.viewer.scope, search),
      ]);
      return { ...range, ...found, sessions: [...found.sessions], about };
    }),

  /** The sessions and tutorials of at most eight days, for a calendar of them. Whose: as for `browse`. */
  calendar: signedIn
    .input(z.strictObject({ ...whose, ...rangeInput }))
    .output(
      z.object({
        ...rangeOutput,
        /** The start of every day, and of the day after the last. */
        dayStarts: z.array(instantOutput),
        sessions: z.array(foundSession),
        tutorials: z.array(tutorialMeeting),
      }),
    )
    .query(async ({ ctx, input }) => {
      const range = resolveRange(input, ctx.now, await zoneOf(ctx, input));
      if (daysBetween(range.from, range.to) >= MOST_CALENDAR_DAYS) {
        throw new DomainError("invalid", `from is invalid: a calendar has at most ${MOST_CALENDAR_DAYS} days`, "from");
      }
      const { scope } = ctx.viewer;
      const within = { unitId: input.unitId, userId: input.userId, ...instantsOf(range) };
      const all = { withRemoved: true, order: "start", descending: false, limit: MOST_CALENDAR_SESSIONS, offset: 0 } as const;
      const [{ sessions }, tutorials] = await Promise.all([
        browseSessions(ctx.db, scope, { ...within, ...all }),
        tutorialsOfDays(ctx.db, scope, within),
      ]);
      return { ...range, dayStarts: dayStarts(range.timezone, range.from, range.to), sessions: [...sessions], tutorials };
    }),

  /** One session with its acts, its stretches of attention, and why it begins and ends where it does; removed ones too. */
  show: signedIn
    .input(z.strictObject({ sessionId }))
    .output(shownSession)
    .query(async ({ ctx, input }) => {
      const shown = await showSession(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      const { activities, stretches, tutorials, spent } = shown;
      return { ...shown, activities: [...activities], stretches: [...stretches], tutorials: [...tutorials], spent: [...spent] };
    }),

  /** Deletes a session, with a reason that its owner sees. For convenors of its unit and admins, not for their own. */
  delete: signedIn
    .input(z.strictObject({ sessionId, reason: textInput(1_000) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteSession(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return {};
    }),

  /** Undoes a deletion: its evidence counts again. For whoever may delete it. */
  restore: signedIn
    .input(z.strictObject({ sessionId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await restoreSession(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return {};
    }),
});
