import { SYSTEM_ROLES } from "@tutor-times/core/viewer";
import { auditLog } from "@tutor-times/db/admin/audit-log";
import { importPeople } from "@tutor-times/db/admin/import-people";
import { addPerson, changePerson, listPeople } from "@tutor-times/db/admin/people";
import { removedSessions } from "@tutor-times/db/admin/removed-sessions";
import { endUnitRole, giveUnitRole, listStaff, UNIT_ROLES } from "@tutor-times/db/admin/staff";
import { tokensInUse } from "@tutor-times/db/admin/tokens-in-use";
import { archiveUnit, rollOver } from "@tutor-times/db/admin/units";
import { z } from "zod";
import { peopleOfCsv } from "../people-csv";
import { unitId, userId } from "../schemas/ids";
import { textInput } from "../schemas/text";
import { dateInput, instantOutput } from "../schemas/times";
import { router, signedIn } from "../trpc";

const LONGEST_NAME = 200;
const LARGEST_CSV = 900_000;

const page = { page: z.int().min(1).max(100_000).default(1), pageSize: z.int().min(1).max(200).default(50) };

function pageOf({ page: number, pageSize }: { page: number; pageSize: number }) {
  return { limit: pageSize, offset: (number - 1) * pageSize };
}

const systemRole = z.enum(SYSTEM_ROLES);
const unitRole = z.enum(UNIT_ROLES);

const listedPerson = z.object({
  id: z.number(),
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  systemRole,
  active: z.boolean(),
  roles: z.array(z.object({ unitId: z.number(), unitCode: z.string(), role: unitRole, ended: z.boolean() })).readonly(),
});

const loggedChange = z.object({
  id: z.number(),
  at: instantOutput,
  /** Null: an operator at the terminal. */
  actor: z.object({ id: z.number(), name: z.string() }).nullable(),
  unit: z.object({ id: z.number(), code: z.string() }).nullable(),
  action: z.string(),
  details: z.record(z.string(), z.json()),
});

const named = z.array(z.object({ id: z.number(), name: z.string() })).readonly();

const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;

export const adminRouter = router({
  /** People by username, a page of them. For admins. */
  people: signedIn
    .input(z.strictObject({ search: textInput(LONGEST_NAME).default(""), ...page }))
    .output(z.object({ people: z.array(listedPerson).readonly(), total: z.number() }))
    .query(({ ctx, input }) =>
      listPeople(ctx.db, ctx.viewer.scope, { search: { text: input.search, ...pageOf(input) }, now: ctx.now }),
    ),

  /** Adds an account without a password. For admins. */
  addPerson: signedIn
    .input(
      z.strictObject({
        username: textInput(LONGEST_NAME),
        email: textInput(320),
        firstName: textInput(LONGEST_NAME),
        lastName: textInput(LONGEST_NAME),
        systemRole: systemRole.default("student"),
      }),
    )
    .output(z.object({ id: z.number() }))
    .mutation(async ({ ctx, input }) => ({ id: await addPerson(ctx.db, ctx.viewer.scope, { person: input, now: ctx.now }) })),

  /** Changes a system role, or closes or opens an account; never one's own. For admins. */
  changePerson: signedIn
    .input(z.strictObject({ userId, systemRole: systemRole.exactOptional(), active: z.boolean().exactOptional() }))
    .output(done)
    .mutation(async ({ ctx, input: { userId: id, ...change } }) => {
      await changePerson(ctx.db, ctx.viewer.scope, { userId: id, change, now: ctx.now });
      return DONE;
    }),

  /** Adds the people of a CSV file and gives roles in units, all or nothing. For admins. */
  importPeople: signedIn
    .input(z.strictObject({ csv: textInput(LARGEST_CSV) }))
    .output(z.object({ added: z.number(), known: z.number(), roles: z.number() }))
    .mutation(({ ctx, input }) => importPeople(ctx.db, ctx.viewer.scope, { lines: peopleOfCsv(input.csv), now: ctx.now })),

  /** Who is tutor or convenor of a unit, with their tutorials that are still to come. For its convenors and admins. */
  staff: signedIn
    .input(z.strictObject({ unitId }))
    .output(
      z.object({
        roles: z.array(z.object({ userId: z.number(), role: unitRole, tutorials: z.array(z.string()).readonly() })).readonly(),
      }),
    )
    .query(async ({ ctx, input }) => ({ roles: await listStaff(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now }) })),

  /** Makes somebody tutor or convenor of a unit. For its convenors and admins. */
  giveRole: signedIn
    .input(z.strictObject({ unitId, username: textInput(LONGEST_NAME), role: unitRole }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await giveUnitRole(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return DONE;
    }),

  /** Ends a role in a unit. For its convenors and admins. */
  endRole: signedIn
    .input(z.strictObject({ unitId, userId, role: unitRole }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await endUnitRole(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return DONE;
    }),

  /** Makes the next offering of a unit, with its staff, policy, streams and task definitions. For admins. */
  rollOver: signedIn
    .input(
      z.strictObject({
        unitId,
        startDate: dateInput,
        endDate: dateInput,
        code: textInput(50).exactOptional(),
        name: textInput(LONGEST_NAME).exactOptional(),
      }),
    )
    .output(z.object({ unitId: z.number() }))
    .mutation(async ({ ctx, input: { unitId: id, ...next } }) => ({
      unitId: await rollOver(ctx.db, ctx.viewer.scope, { unitId: id, next, now: ctx.now }),
    })),

  /** Archives a unit, or takes it back. For admins. */
  archiveUnit: signedIn
    .input(z.strictObject({ unitId, archived: z.boolean() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await archiveUnit(ctx.db, ctx.viewer.scope, { ...input, now: ctx.now });
      return DONE;
    }),

  /** Who changed what, the latest first: of one unit for its convenors and admins, of everything for admins. */
  log: signedIn
    .input(z.strictObject({ unitId: unitId.nullable().default(null), ...page }))
    .output(
      z.object({
        changes: z.array(loggedChange).readonly(),
        total: z.number(),
        /** Who and what the ids in the details are. */
        names: z.object({
          people: named,
          units: named,
          tutorials: named,
          streams: named,
          serviceAccounts: named,
          tokens: named,
        }),
      }),
    )
    .query(({ ctx, input }) => auditLog(ctx.db, ctx.viewer.scope, { unitId: input.unitId, ...pageOf(input) })),

  /** The sessions of all units that were removed and not put back, the latest removal first. For admins. */
  removedSessions: signedIn
    .input(z.strictObject(page))
    .output(
      z.object({
        sessions: z
          .array(
            z.object({
              id: z.number(),
              user: z.object({ id: z.number(), name: z.string() }),
              unit: z.object({ id: z.number(), code: z.string() }),
              start: instantOutput,
              end: instantOutput,
              removedAt: instantOutput,
              removedBy: z.string(),
              reason: z.string(),
            }),
          )
          .readonly(),
        total: z.number(),
      }),
    )
    .query(({ ctx, input }) => removedSessions(ctx.db, ctx.viewer.scope, pageOf(input))),

  /** The tokens of programs that hold now, of people and of service accounts, those used last first. For admins. */
  tokens: signedIn
    .input(z.strictObject(page))
    .output(
      z.object({
        tokens: z
          .array(
            z.object({
              id: z.number(),
              owner: z.string(),
              isService: z.boolean(),
              name: z.string(),
              scopes: z.array(z.string()).readonly(),
              createdAt: instantOutput,
              expiresAt: instantOutput,
              lastUsedAt: instantOutput.nullable(),
            }),
          )
          .readonly(),
        total: z.number(),
      }),
    )
    .query(({ ctx, input }) => tokensInUse(ctx.db, ctx.viewer.scope, { ...pageOf(input), now: ctx.now })),
});
