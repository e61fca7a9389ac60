import { parseLocalDate } from "@tutor-times/core/local-date";
import { formatDays } from "../../format/days";
import { formatMinutes } from "../../format/duration";

const WORDS: Readonly<Record<string, string>> = {
  "unit.policy": "changed the policy",
  "unit.recompute": "recomputed sessions",
  "unit.hours": "set hours",
  "unit.role.give": "gave a role",
  "unit.role.end": "ended a role",
  "unit.archive": "archived or reopened the unit",
  "unit.roll-over": "rolled the unit over",
  "unit.timetable.add-tutorial": "added a tutorial",
  "unit.timetable.move-tutorial": "moved a tutorial",
  "unit.timetable.end-tutorial": "ended a tutorial",
  "unit.timetable.cancel-day": "cancelled a day of a tutorial",
  "unit.timetable.reinstate-day": "took a cancellation back",
  "unit.timetable.add-stream": "added a stream",
  "unit.timetable.set-stream": "changed a stream",
  "unit.timetable.set-unit": "changed the teaching period",
  "unit.timetable.add-break": "added a break",
  "unit.timetable.remove-break": "took a break back",
  "session.delete": "removed a session",
  "session.restore": "put a session back",
  "person.add": "added an account",
  "person.change": "changed an account",
  "people.import": "imported people",
  "token.create": "made a token",
  "service-account.create": "made a service account",
  "service-account.change": "changed a service account",
  "service-account.close": "closed a service account",
  "service-token.create": "made a token of a service account",
  "service-token.revoke": "revoked a token of a service account",
  "identity.link": "signed in through the university for the first time",
  "report.create": "created what was reported and not known",
  "create-admin": "made an administrator",
  "set-password": "set a password",
};

/** What somebody did, in words; what has none is told as it is written. */
export function actionWords(action: string): string {
  return WORDS[action] ?? action;
}

/** Fields that hold an id, and what it is the id of; what it is called is looked up in the log's names. */
const IDS = {
  userId: ["person", "people"],
  serviceAccountId: ["service account", "serviceAccounts"],
  tokenId: ["token", "tokens"],
  fromUnitId: ["from", "units"],
  toUnitId: ["to", "units"],
  tutorId: ["taught by", "people"],
  tutorialId: ["tutorial", "tutorials"],
  streamId: ["stream", "streams"],
} as const;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is known beside the details: what ids stand for, and how an instant reads. */
export interface Known {
  readonly names: Readonly<Record<(typeof IDS)[keyof typeof IDS][1], readonly { readonly id: number; readonly name: string }[]>>;
  readonly momentWords: (iso: string) => string;
}

/** The session that a change was about, which its details name by its id; undefined where it was about none. */
export function sessionOf({ sessionId }: { readonly [key: string]: Json }): number | undefined {
  return typeof sessionId === "number" ? sessionId : undefined;
}

/**
 * The details of a change as `person Ada Lovelace, threshold 20 min`: first whom and what it is about, then what it says. Which
 * session it was about is left to a link.
 */
export function detailWords(details: { readonly [key: string]: Json }, known: Known): string {
  return Object.entries(details)
    .filter(([field]) => field !== "sessionId")
    .toSorted(([a], [b]) => Number(isId(b)) - Number(isId(a)))
    .map(([field, value]) => fieldWords(field, value, known))
    .join(", ");
}

const IN_WORDS: Readonly<Record<string, string>> = { effectiveAt: "in effect from" };

function fieldWords(field: string, value: Json, known: Known): string {
  if (isId(field)) return `${IDS[field][0]} ${nameOf(field, value, known) ?? valueWords(value, known)}`;
  const minutes = /^(.+)Minutes$/.exec(field)?.[1];
  if (minutes !== undefined && typeof value === "number") return `${spaced(minutes)} ${formatMinutes(value)}`;
  const isDate = typeof value === "string" && DATES.test(field) && DATE.test(value);
  const words = isDate ? dateWords(value) : valueWords(value, known);
  return `${IN_WORDS[field] ?? spaced(minutes ?? field)} ${words}`;
}

/** Fields that hold dates, which were checked when they were entered; what people write freely may look like one and be none. */
const DATES = /^(date|from|to|startDate|endDate)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

function dateWords(date: string): string {
  const day = parseLocalDate(date);
  return formatDays(day, day);
}

function spaced(field: string): string {
  return field.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}/u;

/** What an id stands for; a name from right to left is set apart, so that it does not reorder what stands beside it. */
function nameOf(field: keyof typeof IDS, value: Json, { names }: Known): string | undefined {
  const name = names[IDS[field][1]].find(({ id }) => id === value)?.name;
  return name !== undefined && RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

function isId(field: string): field is keyof typeof IDS {
  return Object.hasOwn(IDS, field);
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function valueWords(value: Json, known: Known): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value === null) return "none";
  if (typeof value === "string" && INSTANT.test(value)) return known.momentWords(value);
  if (typeof value !== "object") return String(value);
  return Array.isArray(value)
    ? value.map((one: Json) => valueWords(one, known)).join(" and ")
    : detailWords(Object.fromEntries(Object.entries(value)), known);
}
