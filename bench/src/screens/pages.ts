import { readdirSync } from "node:fs";
import { withClient } from "../database";
import { ROOT } from "../paths";

/** Who looks: the demo's tutor, convenor and admin, and somebody who has not signed in. */
export const VISITORS = ["ada", "cho", "root", null] as const;
export type Visitor = (typeof VISITORS)[number];

export interface Page {
  /** As `apps/admin/src/app` has it. */
  readonly route: string;
  readonly path: string;
  readonly visitor: Visitor;
}

/** Things of the demo that pages are about: the busiest ones of ada and of the unit that cho convenes. */
const THINGS = `
  SELECT r.unit_id AS unit, ada.id AS tutor,
    (SELECT id FROM marking_sessions WHERE user_id = ada.id AND unit_id = r.unit_id ORDER BY activities DESC, id LIMIT 1) AS session,
    (SELECT id FROM task_definitions WHERE unit_id = r.unit_id ORDER BY id LIMIT 1) AS definition,
    desk.project_id AS project, desk.task_definition_id AS task, desk.user_id AS student
  FROM users cho JOIN unit_roles r ON r.user_id = cho.id AND r.role = 'convenor' JOIN users ada ON ada.username = 'ada'
  JOIN LATERAL (SELECT t.project_id, t.task_definition_id, p.user_id FROM tasks t JOIN projects p ON p.id = t.project_id
    JOIN tutorial_enrolments e ON e.project_id = p.id JOIN tutorials g ON g.id = e.tutorial_id JOIN unit_roles a ON a.id = g.unit_role_id
    WHERE p.unit_id = r.unit_id AND a.user_id = ada.id AND t.status = 'ready_for_feedback' ORDER BY t.id LIMIT 1) desk ON true
  WHERE cho.username = 'cho'`;

type Things = Record<"unit" | "tutor" | "session" | "definition" | "project" | "task" | "student", number>;

/** Every page of the app, with its parameters filled in. Throws if the app has one that is not known here. */
export async function pagesOf(url: string): Promise<Page[]> {
  const { rows } = await withClient(url, (client) => client.query<Things>(THINGS));
  const [things] = rows;
  if (things === undefined) throw new Error("The demo has nobody to look at.");
  const unit = `/units/${things.unit}`;
  const known: Record<string, readonly [Visitor, string]> = {
    "/": ["ada", "/"],
    "/week": ["ada", "/week"],
    "/sessions": ["ada", "/sessions"],
    "/sessions/[sessionId]": ["ada", `/sessions/${things.session}`],
    "/where": ["ada", "/where"],
    "/desk": ["ada", "/desk"],
    "/desk/[projectId]/[taskDefinitionId]": ["ada", `/desk/${things.project}/${things.task}`],
    "/profile": ["ada", "/profile"],
    "/design": ["ada", "/design"],
    "/units": ["root", "/units"],
    "/units/[unitId]": ["cho", unit],
    "/units/[unitId]/week": ["cho", `${unit}/week`],
    "/units/[unitId]/sessions": ["cho", `${unit}/sessions`],
    "/units/[unitId]/tasks": ["cho", `${unit}/tasks`],
    "/units/[unitId]/tasks/[taskDefinitionId]": ["cho", `${unit}/tasks/${things.definition}`],
    "/units/[unitId]/students": ["cho", `${unit}/students`],
    "/units/[unitId]/students/[studentId]": ["cho", `${unit}/students/${things.student}`],
    "/units/[unitId]/tutors/[userId]": ["cho", `${unit}/tutors/${things.tutor}`],
    "/units/[unitId]/timetable": ["cho", `${unit}/timetable`],
    "/units/[unitId]/history": ["cho", `${unit}/history`],
    "/units/[unitId]/hours": ["cho", `${unit}/hours`],
    "/units/[unitId]/forecast": ["cho", `${unit}/forecast`],
    "/admin": ["root", "/admin"],
    "/admin/people": ["root", "/admin/people"],
    "/admin/log": ["root", "/admin/log"],
    "/admin/removed": ["root", "/admin/removed"],
    "/admin/tokens": ["root", "/admin/tokens"],
    "/admin/service-accounts": ["root", "/admin/service-accounts"],
    "/sign-in": [null, "/sign-in"],
  };
  return routesOfApp().map((route) => {
    const [visitor, path] = known[route] ?? [];
    if (visitor === undefined || path === undefined) throw new Error(`The page ${route} is not known to the benchmark.`);
    return { route, path, visitor };
  });
}

function routesOfApp(): string[] {
  return readdirSync(`${ROOT}apps/admin/src/app`, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\/?page\.tsx$/, "").replace(/\(signed-in\)\/?/, "")}`)
    .toSorted();
}
