import { formatInstant } from "@tutor-times/core/instant";
import { submits } from "@tutor-times/core/task-status";
import type { Simulation } from "./simulation";
import type { storeEvidence } from "./store-evidence";
import type { Person } from "./world";

export interface DemoSummary {
  readonly seed: number;
  readonly scale: number;
  /** ISO 8601. */
  readonly now: string;
  readonly timezone: string;
  /** Those worth naming; all others have the same password. */
  readonly accounts: readonly {
    readonly username: string;
    readonly name: string;
    readonly role: string;
    readonly unit: string | null;
  }[];
  readonly counts: Readonly<
    Record<
      "users" | "projects" | "tasks" | "awaitingFeedback" | "submissions" | "comments" | "sessions" | "activities" | "stretches",
      number
    >
  >;
}

/** What a loaded demo says of itself. */
export function summarise(
  sim: Simulation,
  given: Pick<DemoSummary, "seed" | "scale" | "timezone">,
  evidence: Awaited<ReturnType<typeof storeEvidence>>,
): DemoSummary {
  const { world, scenario } = sim;
  const [unit] = world.units;
  const account = (person: Person | undefined, role: string, unitCode: string | null) =>
    person === undefined
      ? []
      : [{ username: person.username, name: `${person.firstName} ${person.lastName}`, role, unit: unitCode }];
  const code = unit?.plan.code ?? null;
  return {
    ...given,
    now: formatInstant(sim.now),
    accounts: [
      ...account(
        world.staff.find(({ username }) => username === scenario.student.tutor),
        "tutor",
        code,
      ),
      ...account(unit?.convenor.person, "convenor", code),
      ...account(world.admin, "admin", null),
      ...account(world.students[0], "student", code),
    ],
    counts: {
      users: 1 + world.staff.length + world.students.length,
      projects: world.projects.length,
      tasks: sim.tasks.size,
      awaitingFeedback: [...sim.tasks.values()].filter(({ progress }) => submits(progress.status)).length,
      submissions: sim.submissions.length,
      comments: sim.comments.length,
      ...evidence,
    },
  };
}
