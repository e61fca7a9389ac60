import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Database } from "@tutor-times/db/database";
import { storedSessions } from "./stored";
import { taskPath, type World } from "./world";

/** `overworked`: the tutor of a world that is too full; `beginner`: one of a world in which nothing has happened yet. */
export const VISITORS = ["nobody", "tutor", "overworked", "beginner", "convenor", "admin", "student"] as const;
export type Visitor = (typeof VISITORS)[number];

/** A screen in one of its states. */
export interface Screen {
  /** The page that draws it, as `apps/admin/src/app` has it. */
  readonly route: string;
  readonly name: string;
  readonly path: string;
}

const LAST_WEEK = "?range=last-week";
/** Days without any marking. */
const EMPTY = "?range=custom&from=2025-10-20&to=2025-10-22";

const UNIT = "/units/[unitId]";

/** The pages of a unit for its convenor, with data of last week; `state` tells the pictures of different worlds apart. */
export function unitScreens({ unit, tutor, student, submissions }: World, state: string): Screen[] {
  const page = (below: string, name: string, address = `${below}${LAST_WEEK}`): Screen => ({
    route: `${UNIT}${below}`,
    name: `${name}${state}`,
    path: `/units/${unit.id}${address}`,
  });
  return [
    page("", "unit"),
    page("/week", "unit-week"),
    page("/sessions", "unit-sessions"),
    page("/tasks", "unit-tasks"),
    page("/tasks/[taskDefinitionId]", "unit-task", `/tasks/${submissions[0].taskDefinitionId}${LAST_WEEK}`),
    page("/students", "unit-students"),
    page("/students/[studentId]", "unit-student", `/students/${student.id}${LAST_WEEK}`),
    page("/tutors/[userId]", "unit-tutor", `/tutors/${tutor.id}${LAST_WEEK}`),
    page("/hours", "unit-hours", "/hours"),
    page("/forecast", "unit-forecast"),
    page("/timetable", "unit-timetable", "/timetable"),
    page("/history", "unit-history", "/history"),
  ];
}

/** The pages for administrators. */
export function adminScreens(state: string): Screen[] {
  return (
    [
      ["/units", "all-units"],
      ["/admin", "units"],
      ["/admin/people", "people"],
      ["/admin/service-accounts", "service-accounts"],
      ["/admin/tokens", "tokens"],
      ["/admin/removed", "removed"],
      ["/admin/log", "log"],
    ] as const
  ).map(([route, name]) => ({ route, name: `admin-${name}${state}`, path: route }));
}

/** What `visitor` can see, with data of two weeks; a new page has to be added here, or a test fails. */
export async function screensOf(visitor: Visitor, world: World, db: Database): Promise<Screen[]> {
  const { unit, tutor, submissions } = world;
  const sessions = await storedSessions(db, unit.id);
  const session = sessions.find(({ userId, assessments }) => userId === tutor.id && assessments > 3)?.id;
  const longest = sessions.toSorted((a, b) => b.minutes - a.minutes)[0]?.id;
  const ofUnit = `/units/${unit.id}`;
  switch (visitor) {
    case "nobody":
      return [{ route: "/sign-in", name: "sign-in", path: "/sign-in" }];
    case "tutor":
      return [
        { route: "/", name: "my-marking", path: `/${LAST_WEEK}` },
        { route: "/", name: "my-marking-empty", path: `/${EMPTY}` },
        { route: "/", name: "my-marking-period", path: "/?range=period" },
        { route: "/week", name: "week", path: `/week${LAST_WEEK}` },
        { route: "/week", name: "week-empty", path: `/week${EMPTY}` },
        { route: "/sessions", name: "sessions", path: `/sessions${LAST_WEEK}` },
        { route: "/sessions", name: "sessions-empty", path: `/sessions${EMPTY}` },
        {
          route: "/sessions",
          name: "sessions-filtered",
          path: "/sessions?range=period&acts=assessed&sort=length&order=desc&removed=shown",
        },
        { route: "/sessions/[sessionId]", name: "session", path: `/sessions/${String(session)}` },
        { route: "/where", name: "where", path: `/where${LAST_WEEK}` },
        { route: "/where", name: "where-students", path: `/where${LAST_WEEK}&by=student` },
        { route: "/where", name: "where-empty", path: `/where${EMPTY}` },
        { route: "/desk", name: "desk", path: "/desk" },
        { route: "/desk/[projectId]/[taskDefinitionId]", name: "desk-task", path: taskPath(submissions[0]) },
        { route: "/profile", name: "profile", path: "/profile" },
        { route: "/design", name: "design", path: "/design" },
      ];
    case "overworked":
      return [
        { route: "/", name: "full-my-marking", path: `/${LAST_WEEK}` },
        { route: "/week", name: "full-week", path: `/week${LAST_WEEK}` },
        { route: "/sessions", name: "full-sessions", path: `/sessions${LAST_WEEK}&removed=shown` },
        { route: "/sessions/[sessionId]", name: "full-session", path: `/sessions/${String(longest)}` },
        { route: "/where", name: "full-where-students", path: `/where${LAST_WEEK}&by=student` },
        { route: "/desk", name: "full-desk", path: "/desk" },
        { route: "/desk/[projectId]/[taskDefinitionId]", name: "full-desk-task", path: taskPath(submissions[0]) },
        { route: "/profile", name: "full-profile", path: "/profile" },
      ];
    case "beginner":
      return [
        { route: "/", name: "new-my-marking", path: "/" },
        { route: "/week", name: "new-week", path: "/week" },
        { route: "/sessions", name: "new-sessions", path: "/sessions" },
        { route: "/where", name: "new-where", path: "/where" },
      ];
    case "convenor":
      return [
        ...unitScreens(world, ""),
        { route: UNIT, name: "unit-empty", path: `${ofUnit}${EMPTY}` },
        { route: UNIT, name: "unit-now", path: ofUnit },
        {
          route: `${UNIT}/sessions`,
          name: "unit-sessions-of-one",
          path: `${ofUnit}/sessions${LAST_WEEK}&tutor=${tutor.id}`,
        },
        {
          route: `${UNIT}/week`,
          name: "unit-week-hidden",
          path: `${ofUnit}/week${LAST_WEEK}&tutorials=outside&hidden=${tutor.id}`,
        },
        { route: "/sessions/[sessionId]", name: "session-of-other", path: `/sessions/${String(session)}` },
      ];
    case "admin":
      return adminScreens("");
    case "student":
      return [
        { route: "/", name: "student", path: "/" },
        { route: "/profile", name: "student-profile", path: "/profile" },
      ];
  }
}

/** Every page that `apps/admin/src/app` has. */
export function routesOfApp(): string[] {
  const app = fileURLToPath(new URL("../../apps/admin/src/app/", import.meta.url));
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, "").replace(/\(signed-in\)\/?/, "")}`)
    .toSorted();
}
