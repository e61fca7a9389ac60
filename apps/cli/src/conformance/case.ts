import type { Action } from "@tutor-times/core/actions";
import type { Weekday } from "@tutor-times/core/local-date";

// The format of conformance files: small worlds, the evidence that arrives in them, and what must then be true.

export interface PolicyGiven {
  readonly threshold_minutes?: number;
  readonly floor_minutes?: number;
  readonly split_at_tutorials?: boolean;
}

export interface TutorialGiven {
  readonly tutor: string;
  readonly day: Weekday;
  readonly time: string;
  readonly minutes?: number;
  readonly timezone?: string;
  readonly from?: string;
  readonly to?: string;
  readonly not_on?: readonly string[];
}

export interface UnitGiven extends PolicyGiven {
  readonly timezone: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly changes?: readonly (PolicyGiven & { readonly at: string })[];
  readonly tutorials?: readonly TutorialGiven[];
}

export interface SessionName {
  readonly user: string;
  readonly unit: string;
  readonly ip: string;
  readonly start: string;
}

export type CaseEvent =
  | {
      readonly kind: "activity";
      readonly user: string;
      readonly unit: string;
      readonly ip: string;
      readonly at: string;
      readonly action: Action;
      readonly task: string;
      readonly status?: string;
    }
  | {
      readonly kind: "beat";
      readonly user: string;
      readonly unit: string;
      readonly ip: string;
      readonly from: string;
      readonly to: string;
      readonly received?: string;
      readonly task?: string | null;
    }
  | { readonly kind: "delete"; readonly by: string; readonly at: string; readonly session: SessionName };

export interface ReportQuestion {
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly units?: readonly string[];
}

/** What is expected, or what was got. */
export interface Result {
  readonly verdicts: readonly string[];
  readonly sessions: readonly object[];
  readonly focus: readonly object[];
  readonly reports: readonly object[];
}

export interface Case {
  readonly name: string;
  readonly units: Readonly<Record<string, UnitGiven>>;
  readonly roles: Readonly<Record<string, Readonly<Record<string, "tutor" | "convenor" | "student">>>>;
  readonly admins: readonly string[];
  readonly concurrent: boolean;
  readonly events: readonly CaseEvent[];
  readonly reports: readonly ReportQuestion[];
  readonly expect: Result;
}
