import {
  MOST_REPORTED_UNITS,
  reportedAct,
  reportedUnit,
  toReportedAct,
  verdictOfAct,
} from "@tutor-times/api/schemas/reported-acts";
import { formatInstant } from "@tutor-times/core/instant";
import { MOST_REPORTED_ACTS, reportActs } from "@tutor-times/db/acts/report";
import type { Database } from "@tutor-times/db/database";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Metrics } from "../metrics";
import { callerBodyRefusals } from "./documented";
import { requireService, signedInService } from "./signed-in";

const { taskDefinition, statusChanged, happenedAt, ipAddress, idempotencyKey, ...actRest } = reportedAct;
const { startDate, endDate, ...unitRest } = reportedUnit;

const report = z.object({
  acts: z
    .array(
      z.object({
        ...actRest,
        task_definition: taskDefinition,
        status_changed: statusChanged,
        happened_at: happenedAt,
        ip_address: ipAddress,
        idempotency_key: idempotencyKey,
      }),
    )
    .min(1)
    .max(MOST_REPORTED_ACTS),
  units: z
    .array(z.object({ ...unitRest, start_date: startDate, end_date: endDate }))
    .max(MOST_REPORTED_UNITS)
    .nullish()
    .describe("Units that the acts name, for the case that they must be created"),
});

const reportAnswer = z
  .object({
    received_at: z.iso.datetime(),
    verdicts: z
      .array(z.object({ idempotency_key: z.string(), verdict: verdictOfAct, detail: z.string().nullable() }))
      .describe("One for each act, in their order"),
  })
  .describe("What became of each act");

/** What OnTrack's own backend tells of its users. */
export function actsRoutes(metrics: Metrics): (db: Database) => FastifyPluginAsyncZod {
  return (db) => async (app) => {
    requireService(app, db);

    app.post(
      "/acts",
      {
        schema: {
          tags: ["Reports from OnTrack"],
          security: [{ serviceToken: [] }],
          operationId: "reportActs",
          summary: "Report acts of others",
          description:
            "For a service account with the scope `report`. Acts may come in any order and be up to 7 days old; all that is accepted is written together, or nothing. The same act sent again gets the same verdict and changes nothing.",
          body: report,
          response: { ...callerBodyRefusals, 200: reportAnswer },
        },
      },
      async (request) => {
        const { account, now } = signedInService(request);
        const acts = request.body.acts.map(
          ({ task_definition, status_changed, happened_at, ip_address, idempotency_key, ...act }) =>
            toReportedAct({
              ...act,
              taskDefinition: task_definition,
              statusChanged: status_changed,
              happenedAt: happened_at,
              ipAddress: ip_address,
              idempotencyKey: idempotency_key,
            }),
        );
        const units = request.body.units?.map(({ start_date, end_date, ...unit }) => ({
          ...unit,
          startDate: start_date,
          endDate: end_date,
        }));
        const answers = await reportActs(db, account, { acts, now, ...(units == null ? {} : { units }) });
        for (const { verdict } of answers) metrics.evidence.inc({ verdict });
        return {
          received_at: formatInstant(now),
          verdicts: answers.map((answer, index) => ({ idempotency_key: acts[index]?.idempotencyKey ?? "", ...answer })),
        };
      },
    );
  };
}
