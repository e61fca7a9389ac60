import type { ProjectId, TaskDefinitionId, TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { LocalDate, Weekday } from "@tutor-times/core/local-date";
import type { SystemRole } from "@tutor-times/core/viewer";
import type { CampusPlan, DefinitionPlan, Traits, UnitPlan } from "./scenario";
import type { Term } from "./term";

// The world before anything happens in it: who there is, what is taught when, who learns with whom.

export interface Person {
  readonly id: UserId;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly systemRole: SystemRole;
  readonly timezone: string | null;
}

export interface StaffMember extends Person {
  readonly traits: Traits;
  /** Their addresses, as the server sees them. */
  readonly addresses: { readonly campus: string; readonly home: string; readonly phone: string };
}

export interface Student extends Person {
  /** From 0 to 1: hands in, and in time. */
  readonly diligence: number;
  /** From 0 to 1: gets it right. */
  readonly ability: number;
  /** The teaching week after which they are not seen again. */
  readonly leavesAfterWeek: number;
}

export interface Campus extends CampusPlan {
  readonly id: number;
}

export interface Stream {
  readonly id: number;
  readonly unitId: UnitId;
  readonly name: string;
  readonly cutsSessions: boolean;
}

export interface Role {
  readonly id: number;
  readonly unitId: UnitId;
  readonly person: StaffMember;
  readonly role: "tutor" | "convenor";
}

export interface Tutorial {
  readonly id: TutorialId;
  readonly unitId: UnitId;
  readonly stream: Stream;
  readonly role: Role;
  readonly campus: Campus;
  readonly abbreviation: string;
  readonly day: Weekday;
  readonly time: string;
  readonly durationMinutes: number;
  readonly startDate: LocalDate | null;
  readonly endDate: LocalDate | null;
  readonly cancelled: readonly LocalDate[];
}

export interface Definition extends DefinitionPlan {
  readonly id: TaskDefinitionId;
  readonly unitId: UnitId;
  readonly dueDate: LocalDate;
}

export interface Project {
  readonly id: ProjectId;
  readonly unit: DemoUnit;
  readonly student: Student;
  readonly campus: Campus;
  /** Null for the few who are in no tutorial: the convenor looks after them. */
  readonly tutorial: Tutorial | null;
  /** Who marks them. */
  readonly marker: StaffMember;
}

export interface DemoUnit {
  readonly id: UnitId;
  readonly plan: UnitPlan;
  readonly convenor: Role;
  /** Tutors and the convenor. */
  readonly roles: readonly Role[];
  readonly streams: readonly Stream[];
  readonly tutorials: readonly Tutorial[];
  readonly definitions: readonly Definition[];
}

export interface World {
  readonly term: Term;
  readonly admin: Person;
  readonly staff: readonly StaffMember[];
  readonly students: readonly Student[];
  readonly campuses: readonly Campus[];
  readonly units: readonly DemoUnit[];
  readonly projects: readonly Project[];
}
