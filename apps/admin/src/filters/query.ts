import { isId } from "@tutor-times/core/ids";
import { parseLocalDate, type LocalDate } from "@tutor-times/core/local-date";
import { z } from "zod";

export const RANGES = ["this-week", "last-week", "period", "custom"] as const;
export type Range = (typeof RANGES)[number];

/** By what sessions can be sorted. */
export const SORTS = ["start", "length", "unit", "attention", "assessed", "opened", "comments"] as const;
export type Sort = (typeof SORTS)[number];

const id = z.coerce.number().refine(isId);

/** The week and the days before a range are asked for, too, and have to be dates: so there is a year of room on both sides. */
const [FIRST, LAST] = [parseLocalDate("1972-01-01"), parseLocalDate("9996-12-31")];

const localDate = z.string().transform((text, context): LocalDate => {
  try {
    const date = parseLocalDate(text);
    if (FIRST <= date && date <= LAST) return date;
  } catch {
    // Told below.
  }
  context.addIssue({ code: "custom" });
  return z.NEVER;
});

/** The filters as an address carries them, each of them optional. */
const filterQuery = z.object({
  unit: id.optional(),
  range: z.enum(RANGES).optional(),
  from: localDate.optional(),
  to: localDate.optional(),
  zone: z.string().max(64).optional(),
  tutor: id.optional(),
  /** Sessions with an act or attention on a task of this student, or of this task definition. */
  student: id.optional(),
  task: id.optional(),
  tutorials: z.enum(["in", "outside"]).optional(),
  acts: z.enum(["assessed", "opened", "comments"]).optional(),
  removed: z.enum(["shown"]).optional(),
  /** Ids of people whom a week of several does not show, `12.15`. */
  hidden: z
    .string()
    .regex(/^\d+(\.\d+)*$/)
    .max(4_000)
    .optional(),
  by: z.enum(["definition", "student"]).optional(),
  sort: z.enum([...SORTS, "name", "time"]).optional(),
  order: z.enum(["asc", "desc"]).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
});
export type FilterQuery = z.output<typeof filterQuery>;

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the filters of an address. A value that is none counts as absent, and `unreadable` holds a sentence about it. */
export function parseFilterQuery(searchParams: SearchParams): { query: FilterQuery; unreadable: string[] } {
  const given = Object.fromEntries(
    Object.keys(filterQuery.shape).flatMap((name) => {
      const value = [searchParams[name]].flat()[0];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const parsed = filterQuery.safeParse(given);
  if (parsed.success) return { query: parsed.data, unreadable: [] };
  const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const readable = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name)));
  return { query: filterQuery.parse(readable), unreadable: wrong.map((name) => `“${given[name]}” is no ${name}.`) };
}
