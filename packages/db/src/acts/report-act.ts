import { createHash } from "node:crypto";
import { ACTIONS, type Action } from "@tutor-times/core/actions";
import { canonicalAddress } from "@tutor-times/core/address";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import { isTaskStatus, type TaskStatus } from "@tutor-times/core/task-status";

/** An act of somebody that a service account tells of. All ids are those that the reporting system has for the things. */
export interface ReportedAct {
  readonly username: string;
  readonly unit: string;
  readonly project: string;
  readonly taskDefinition: string;
  /** Optional: project and definition say all of it. */
  readonly task: string | null;
  readonly action: string;
  /** Of an `assessing`: the status that was set. */
  readonly status: string | null;
  readonly statusChanged: boolean;
  readonly at: Instant;
  readonly ipAddress: string;
  /** A UUID. */
  readonly idempotencyKey: string;
  /** The username of the project's student; read only where the project is created. */
  readonly student: string | null;
  /** They acted as staff of the unit. An account that creates makes them its tutor if they never held a role there. */
  readonly staff: boolean;
}

/** A unit as the reporting system describes it; read only where it is created. */
export interface ReportedUnit {
  readonly unit: string;
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
}

/** A reported act whose parts were looked at one by one. */
export interface CheckedAct extends Omit<ReportedAct, "action" | "status"> {
  readonly action: Action | null;
  readonly status: TaskStatus | null;
  /** What is wrong with it apart from its instant; null: nothing. */
  readonly flaw: string | null;
  /** The fingerprint of all of it but its key. */
  readonly requestHash: string;
}

/** Brings names and addresses into their canonical form and finds what is wrong with the act by itself. */
export function checkAct(act: ReportedAct): CheckedAct {
  const { idempotencyKey, ...given } = act;
  const body = { ...given, username: given.username.toLowerCase(), student: given.student?.toLowerCase() ?? null };
  const requestHash = createHash("sha256")
    .update(JSON.stringify({ kind: "report", ...body }))
    .digest("base64url");
  const action = ACTIONS.find((known) => known === act.action) ?? null;
  const status = act.status !== null && isTaskStatus(act.status) ? act.status : null;
  const ipAddress = canonicalOrNull(act.ipAddress);
  const flaw = flawOf({ act, action, status, ipAddress });
  const key = idempotencyKey.toLowerCase();
  return { ...body, idempotencyKey: key, action, status, ipAddress: ipAddress ?? act.ipAddress, flaw, requestHash };
}

function flawOf({
  act,
  action,
  status,
  ipAddress,
}: {
  act: ReportedAct;
  action: Action | null;
  status: TaskStatus | null;
  ipAddress: string | null;
}): string | null {
  if (action === null) return `There is no action "${act.action}"`;
  if (act.status !== null && status === null) return `There is no status "${act.status}"`;
  if (act.statusChanged && action !== "assessing") return "Only assessing changes a status";
  if (ipAddress === null) return `"${act.ipAddress}" is no IP address`;
  return null;
}

function canonicalOrNull(address: string): string | null {
  try {
    return canonicalAddress(address);
  } catch {
    return null;
  }
}
