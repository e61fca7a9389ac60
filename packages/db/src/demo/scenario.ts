import type { Weekday } from "@tutor-times/core/local-date";
import type { TaskStatus } from "@tutor-times/core/task-status";
import commentTexts from "../../../../prisma/demo/comments.json";
import essays from "../../../../prisma/demo/essays.json";
import names from "../../../../prisma/demo/names.json";
import programs from "../../../../prisma/demo/programs.json";
import staff from "../../../../prisma/demo/staff.json";
import units from "../../../../prisma/demo/units.json";

// What the demo is made of: data that people can edit in prisma/demo, in the types that the code works with.

export type Attention = "always" | "never" | `from week ${number}`;
export type Habit = "morning" | "day" | "evening" | "night";

/** How a staff member works; a tutor whose front end sends no beats is "not observed". */
export interface Traits {
  readonly username: string;
  readonly given: string;
  readonly family: string;
  /** Share of the marking, 1 being usual. */
  readonly load: number;
  /** The hours they are paid for in each of their units, where they are paid by the hour. */
  readonly hours?: number;
  /** Time they take for a task, 1 being usual. */
  readonly pace: number;
  readonly attention: Attention;
  readonly habit: Habit;
  /** How much they work at weekends, 1 being usual. */
  readonly weekend: number;
  readonly campus: string;
}
export type TutorTraits = Traits & { readonly units: readonly string[] };
/** `teaches`: how many tutorials of their own. */
export type ConvenorTraits = Traits & { readonly unit: string; readonly teaches: number };

export interface CampusPlan {
  readonly name: string;
  readonly abbreviation: string;
  readonly timezone: string | null;
  /** What its network looks like from outside. */
  readonly address: string;
  readonly weight: number;
}

export interface DefinitionPlan {
  readonly abbreviation: string;
  readonly name: string;
  readonly description: string;
  /** Minutes that a first reading takes. */
  readonly minutes: number;
  readonly dueWeek: number;
  readonly dueDay: Weekday;
  readonly portfolio?: boolean;
}

export interface UnitPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: "program" | "essay";
  readonly students: number;
  readonly streams: readonly { readonly name: string; readonly cutsSessions: boolean }[];
  readonly definitions: readonly DefinitionPlan[];
}

interface Culture {
  readonly weight: number;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

interface ProgramTexts {
  readonly first: readonly string[];
  readonly better: readonly string[];
  readonly notes: readonly string[];
}

interface EssayTexts {
  readonly opening: readonly string[];
  readonly body: readonly string[];
  readonly closing: readonly string[];
}

export interface Scenario {
  readonly admin: { readonly username: string; readonly given: string; readonly family: string };
  readonly convenors: readonly ConvenorTraits[];
  readonly tutors: readonly TutorTraits[];
  /** The student with an account that is named at the start, enrolled in the first unit, and whose tutor it is. */
  readonly student: { readonly username: string; readonly given: string; readonly family: string; readonly tutor: string };
  readonly campuses: readonly CampusPlan[];
  readonly units: readonly UnitPlan[];
  readonly cultures: readonly Culture[];
  /** Names that are always there: very long, very short, right to left. */
  readonly certainNames: readonly { readonly given: string; readonly family: string }[];
  readonly programs: {
    readonly tasks: Readonly<Record<string, ProgramTexts>>;
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly changes: readonly string[];
  };
  readonly essays: {
    readonly tasks: Readonly<Record<string, EssayTexts>>;
    readonly changes: readonly string[];
    readonly sources: readonly string[];
  };
  readonly tutorComments: Readonly<Record<TaskCommentOn, CommentTexts>>;
  readonly studentComments: Readonly<Record<StudentCommentOn, CommentTexts>>;
}

/** Texts that fit every task, and those that fit programs or essays only. */
export interface CommentTexts {
  readonly any: readonly string[];
  readonly program?: readonly string[];
  readonly essay?: readonly string[];
}

export type StudentCommentOn = "question" | "with_submission" | "help" | "thanks";

/** What a tutor comments on: the status they set, or something else. */
export type TaskCommentOn =
  | Exclude<TaskStatus, "not_started" | "working_on_it" | "ready_for_feedback">
  | "signed_off"
  | "reply"
  | "aside";

export const SCENARIO: Scenario = {
  admin: staff.admin,
  convenors: staff.convenors as readonly ConvenorTraits[],
  tutors: staff.tutors as readonly TutorTraits[],
  student: staff.student,
  campuses: units.campuses,
  units: units.units as readonly UnitPlan[],
  cultures: names.cultures,
  certainNames: names.certain,
  programs,
  essays,
  tutorComments: commentTexts.tutor,
  studentComments: commentTexts.student,
};
