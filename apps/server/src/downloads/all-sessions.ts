import type { createCaller } from "@tutor-times/api/router";

export type Procedures = ReturnType<typeof createCaller>;
export type SessionSearch = Omit<NonNullable<Parameters<Procedures["sessions"]["browse"]>[0]>, "page" | "pageSize">;
export type FoundSession = Awaited<ReturnType<Procedures["sessions"]["browse"]>>["sessions"][number];

const PAGE_SIZE = 200;

/** The sessions of all pages, in their order. */
export async function allSessions(procedures: Procedures, search: SessionSearch): Promise<FoundSession[]> {
  const all: FoundSession[] = [];
  for (let page = 1, total = 1; all.length < total; page += 1) {
    const found = await procedures.sessions.browse({ ...search, page, pageSize: PAGE_SIZE });
    if (found.sessions.length === 0) break;
    all.push(...found.sessions);
    total = found.total;
  }
  return all;
}
