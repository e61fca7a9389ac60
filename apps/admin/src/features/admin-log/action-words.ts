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
  "unit.timetable.set-unit": "changed the unit’s dates",
  "session.delete": "removed a session",
  "session.restore": "put a session back",
  "person.add": "added an account",
  "person.change": "changed an account",
  "people.import": "imported people",
  "token.create": "made a token",
};

/** What somebody did, in words; what has none is told as it is written. */
export function actionWords(action: string): string {
  return WORDS[action] ?? action;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The details of a change as `threshold minutes 20, floor minutes 5`; names of fields as words. */
export function detailWords(details: { readonly [key: string]: Json }): string {
  return Object.entries(details)
    .map(([name, value]) => `${spaced(name)} ${valueWords(value)}`)
    .join(", ");
}

function valueWords(value: Json): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value === null) return "none";
  if (typeof value === "object") return Array.isArray(value) ? value.map(valueWords).join(" and ") : detailWords(asRecord(value));
  return String(value);
}

function asRecord(value: object): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(value));
}

function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
