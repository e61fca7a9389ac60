import { DomainError } from "@tutor-times/core/errors";
import { instant } from "@tutor-times/core/instant";
import type { UserId } from "@tutor-times/core/ids";
import { openDatabase } from "@tutor-times/db/database";
import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import type { Context } from "../src/context";
import { describeIssues, fieldOf, toTRPCError } from "../src/errors";
import { createCaller } from "../src/router";
import { userId } from "../src/schemas/ids";
import { dateInput, instantInput, timezoneInput } from "../src/schemas/times";
import { textInput } from "../src/schemas/text";
import { z } from "zod";

test("a refusal keeps its words and names its field as the procedures do", () => {
  const refusal = new DomainError("not_found", "Unable to find requested Task", "task_definition_id");
  const { error, foreseen } = toTRPCError(refusal, "id");
  expect([error.code, error.message, fieldOf(error), foreseen]).toEqual([
    "NOT_FOUND",
    "Unable to find requested Task",
    "taskDefinitionId",
    true,
  ]);
});

test("what tRPC itself refuses stays as it is", () => {
  const { error, foreseen } = toTRPCError(new TRPCError({ code: "NOT_FOUND", message: "No such procedure" }), "id");
  expect([error.code, error.message, foreseen]).toEqual(["NOT_FOUND", "No such procedure", true]);
});

test("an error that nobody foresaw becomes a sentence with the request's id, and goes to the log as it was", async () => {
  // No such port can be: nothing that a request did, and not a database that is away.
  const db = openDatabase({ url: "postgres://nobody:secret@127.0.0.1:99999/nothing" });
  const logged: object[] = [];
  const context: Context = {
    db,
    viewer: {
      scope: { userId: 1 as UserId, isAdmin: true, convenes: [], tutors: [], taught: [], studies: [] },
      user: { id: 1 as UserId, username: "root", firstName: "", lastName: "", email: "", systemRole: "admin", timezone: null },
    },
    service: null,
    scopes: null,
    credential: "browser",
    credentialExpired: false,
    now: instant(0),
    ipAddress: "127.0.0.1",
    requestId: "the-request",
    log: { error: (details) => logged.push(details) },
  };
  await expect(createCaller(context).viewer.me()).rejects.toMatchObject({
    code: "INTERNAL_SERVER_ERROR",
    message: "Something went wrong on our side. Quote request the-request when you report it.",
  });
  expect(logged).toMatchObject([{ path: "viewer.me", requestId: "the-request", err: expect.any(Error) }]);
  await db.close();
});

const input = z.strictObject({
  user: z.object({ id: userId }).optional(),
  zone: timezoneInput.optional(),
  date: dateInput.optional(),
  at: instantInput.optional(),
  text: textInput(3).optional(),
});

test.each([
  [{ user: { id: 0 } }, "user.id"],
  [{ user: { id: 2 ** 53 } }, "user.id"],
  [{ user: { id: "1" } }, "user.id"],
  [{ user: { id: null } }, "user.id"],
  [{ zone: "Nowhere/Atall" }, "zone"],
  [{ zone: "+10:00" }, "zone"],
  [{ date: "2025-02-29" }, "date"],
  [{ date: "1969-12-31" }, "date"],
  [{ at: "2025-10-08" }, "at"],
  [{ at: "2025-10-08T05:04:00" }, "at"],
  [{ at: 1_759_899_840_000 }, "at"],
  [{ text: "abcd" }, "text"],
  [{ text: "a\0" }, "text"],
  [{ text: "\ud800" }, "text"],
  [{ more: 1 }, "more"],
])("%j is refused by the name of the field", (given, field) => {
  const { error } = input.safeParse(given);
  const described = error && describeIssues(error);
  expect(described).toMatchObject({ field, message: expect.stringMatching(new RegExp(`^${field} is invalid: `)) });
});

test("instants are taken with any zone, and truncated to milliseconds", () => {
  expect(instantInput.parse("2025-10-08T16:04:00.1239+11:00")).toBe(Date.parse("2025-10-08T05:04:00.123Z"));
});
