import { LARGE, PASSWORD } from "./data";
import type { BeatingPerson, PlannedRequest, TouchedRow } from "./load/job";

export interface SignedInPerson {
  readonly id: number;
  /** OnTrack's two headers. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs somebody in as OnTrack's front end does. */
async function signIn(url: string, id: number, username: string): Promise<SignedInPerson> {
  const answer = await fetch(`${url}/api/auth`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password: PASSWORD, remember: true }),
  });
  const body: unknown = await answer.json();
  const token = typeof body === "object" && body !== null && "auth_token" in body ? body.auth_token : undefined;
  if (typeof token !== "string") throw new Error(`${username} could not sign in: ${answer.status} ${JSON.stringify(body)}`);
  return { id, headers: { username, "auth-token": token } };
}

export function signInConvenor(url: string): Promise<SignedInPerson> {
  return signIn(url, LARGE.convenor, `convenor${LARGE.convenor}`);
}

export async function signInTutors(url: string): Promise<SignedInPerson[]> {
  const tutors: SignedInPerson[] = [];
  for (let tutor = 1; tutor <= LARGE.tutors; tutor += 1) {
    const id = LARGE.convenor + tutor;
    tutors.push(await signIn(url, id, `tutor${id}`));
  }
  return tutors;
}

/** The tasks of the students in somebody's tutorial, in an order that looks like chance and is always the same. */
export function tasksOf(tutorId: number): { readonly projectId: number; readonly taskDefinitionId: number }[] {
  const tutor = tutorId - LARGE.convenor;
  const students = Array.from({ length: LARGE.students }, (_, index) => index + 1).filter((s) => s % LARGE.tutors === tutor - 1);
  const all = students.flatMap((student) =>
    Array.from({ length: LARGE.definitions }, (_, index) => ({
      projectId: LARGE.convenor + 1000 + student,
      taskDefinitionId: 1000 + index + 1,
    })),
  );
  return all.map((task, index) => all[(index * 331) % all.length] ?? task);
}

export const taskPath = ({ projectId, taskDefinitionId }: { projectId: number; taskDefinitionId: number }) =>
  `/api/projects/${projectId}/task_def_id/${taskDefinitionId}`;

/** Every tutor in turn, each with the next of their tasks: what `make` makes of it, `rounds` times around. */
export function inTurn(
  tutors: readonly SignedInPerson[],
  rounds: number,
  make: (task: ReturnType<typeof tasksOf>[number], round: number) => Omit<PlannedRequest, "headers">,
): PlannedRequest[] {
  const tasks = tutors.map(({ id }) => tasksOf(id));
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    tutors.map(({ headers }, tutor) => {
      const own = tasks[tutor] ?? [];
      const task = own[round % own.length];
      if (task === undefined) throw new Error("A tutor has no tasks.");
      const request = make(task, round);
      return { ...request, headers: request.body === undefined ? headers : { ...headers, "content-type": "application/json" } };
    }),
  );
}

export function beatingPeople(tutors: readonly SignedInPerson[]): BeatingPerson[] {
  return tutors.map(({ id, headers }) => ({ headers, tasks: tasksOf(id) }));
}

/** Where what `touch` extends comes from: another address, so that it is in nobody's way. */
export const TOUCHED_FROM = "127.0.0.2";

/** A session for each tutor that `touch` extends. */
export const TOUCHED_SESSIONS = `
  INSERT INTO marking_sessions (user_id, unit_id, ip_address, start_time, end_time, during_tutorial, counted_from)
  SELECT user_id, unit_id, '${TOUCHED_FROM}', now(), now(), false, now() FROM unit_roles WHERE unit_id = $1 AND role = 'tutor'
  RETURNING id AS session, user_id`;

export function touchedRows(sessions: readonly { readonly session: number; readonly user_id: number }[]): TouchedRow[] {
  return sessions.flatMap(({ session, user_id }) =>
    tasksOf(user_id)
      .slice(0, 1)
      .map(({ projectId, taskDefinitionId }) => ({
        session,
        project: projectId,
        definition: taskDefinitionId,
        task: projectId * 100 + (taskDefinitionId % 1000),
      })),
  );
}
