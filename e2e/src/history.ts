import { addMs, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { TaskDefinitionId } from "@tutor-times/core/ids";
import { addDays } from "@tutor-times/core/local-date";
import { instantOfWallTime, localDateAt } from "@tutor-times/core/local-days";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import { addComment } from "@tutor-times/db/acts/comments";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { recordBeats } from "@tutor-times/db/acts/record-beats";
import type { Database } from "@tutor-times/db/database";
import { makeTaskDefinition } from "@tutor-times/db/testing/factories";
import { loadViewer } from "@tutor-times/db/viewers";
import { ZONE, type Person, type World } from "./world";

interface Sitting {
  readonly by: Person;
  readonly daysAgo: number;
  /** Wall time. */
  readonly time: string;
  /** How many tasks are opened, assessed and left, one every five minutes. */
  readonly tasks: number;
  /** Whether the page observed attention. */
  readonly observed: boolean;
}

/** Lets the tutors of `world` mark an earlier task over the two weeks before `now`, now more and now less. */
export async function rememberTwoWeeks(db: Database, world: World, now: Instant): Promise<void> {
  const { tutor, otherTutor } = world;
  const sittings = Array.from({ length: 14 }, (_, day): Sitting[] => [
    { by: tutor, daysAgo: day + 1, time: "19:40", tasks: (day * 3) % 7, observed: true },
    { by: otherTutor, daysAgo: day + 1, time: "21:05", tasks: (day * 2) % 3, observed: false },
  ]).flat();
  // One begins within the Monday class, one goes on past midnight.
  sittings.push({ by: tutor, daysAgo: 2, time: "9:30", tasks: 9, observed: true });
  sittings.push({ by: tutor, daysAgo: 3, time: "23:35", tasks: 8, observed: true });
  const earlier = { unitId: world.unit.id, abbreviation: "0.1P", name: "Install Python" };
  const { id: taskDefinitionId } = await makeTaskDefinition(db, { ...earlier, dueDate: addDays(localDateAt(now, ZONE), -10) });
  for (const sitting of sittings.toSorted((a, b) => b.daysAgo - a.daysAgo || a.time.localeCompare(b.time))) {
    await sit(db, world, sitting, taskDefinitionId, now);
  }
}

async function sit(
  db: Database,
  world: World,
  sitting: Sitting,
  taskDefinitionId: TaskDefinitionId,
  now: Instant,
): Promise<void> {
  const start = instantOfWallTime(addDays(localDateAt(now, ZONE), -sitting.daysAgo), sitting.time, ZONE);
  const viewer = await loadViewer(db, sitting.by.id, start);
  if (viewer === null) throw new Error(`${sitting.by.name} may not mark`);
  for (let i = 0; i < sitting.tasks; i += 1) {
    const { projectId } = world.submissions[i % 4] ?? world.submissions[0];
    const target = { projectId, taskDefinitionId };
    const opened = addMs(start, i * 5 * MINUTE_MS);
    const left = addMs(opened, 4 * MINUTE_MS);
    const at = (moment: Instant) => ({ scope: viewer.scope, now: moment, ipAddress: "203.0.113.7" });
    await recordActivity(db, at(opened), { ...target, action: "get-submission-details" });
    const beats = [{ target, from: opened, to: addMs(left, -MINUTE_MS / 2), kind: "reading" as const }];
    if (sitting.observed) await recordBeats(db, at(left), beats);
    if (i % 3 === 0)
      await addComment(db, at(left), { ...target, comment: `Read ${sitting.daysAgo} days ago, after ${sitting.time} (${i}).` });
    await assessTask(db, at(left), { ...target, trigger: sitting.daysAgo % 2 === 0 ? "discuss" : "complete" });
  }
}
