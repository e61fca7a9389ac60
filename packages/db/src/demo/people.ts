import type { UserId } from "@tutor-times/core/ids";
import type { Ids } from "./ids";
import type { Random } from "./random";
import type { Scenario, Traits, TutorTraits } from "./scenario";
import type { Person, StaffMember, Student } from "./world";

const TUTORS = 12;
const STUDENTS = 300;
const FIRST_STUDENT_NUMBER = 224_100_317;

/** The tutors of a demo of this scale: those of the scenario, and for a larger one others who work like them. */
export function tutorTraits(scenario: Scenario, scale: number, random: Random): TutorTraits[] {
  const wanted = Math.max(4, Math.round(TUTORS * scale));
  const names = new NameList(scenario, random);
  return Array.from({ length: wanted }, (_, index) => {
    const model = random.pick(scenario.tutors);
    const known = scenario.tutors[index];
    return known ?? { ...model, ...names.next(), username: `${model.username}${index + 1}`, load: random.between(0.7, 1.3) };
  });
}

export function makeStaffMember(
  traits: Traits,
  systemRole: "tutor" | "convenor",
  index: number,
  scenario: Scenario,
  ids: Ids,
): StaffMember {
  const campus = scenario.campuses.find(({ abbreviation }) => abbreviation === traits.campus);
  if (campus === undefined) throw new Error(`staff.json: ${traits.username} works at an unknown campus "${traits.campus}"`);
  return {
    ...makePerson(traits.username, traits.given, traits.family, "wattle.example", ids),
    systemRole,
    timezone: campus.timezone,
    traits,
    addresses: { campus: campus.address, home: homeAddress(index), phone: `192.0.2.${20 + (index % 200)}` },
  };
}

export function makeAdmin({ username, given, family }: Scenario["admin"], ids: Ids): Person {
  return { ...makePerson(username, given, family, "wattle.example", ids), systemRole: "admin", timezone: null };
}

/** The students: the scenario's own one first, then those with names that are always there, then the others. */
export function makeStudents(scenario: Scenario, scale: number, random: Random, ids: Ids): Student[] {
  const wanted = Math.max(scenario.certainNames.length + 1, Math.round(STUDENTS * scale));
  const names = new NameList(scenario, random);
  return Array.from({ length: wanted }, (_, index) => {
    const isFirst = index === 0;
    const { given, family } = isFirst ? scenario.student : (scenario.certainNames[index - 1] ?? names.next());
    const username = isFirst ? scenario.student.username : `s${FIRST_STUDENT_NUMBER + 37 * index}`;
    return {
      ...makePerson(username, given, family, "students.wattle.example", ids),
      systemRole: "student",
      timezone: null,
      diligence: isFirst ? 0.8 : random.between(0, 1),
      ability: isFirst ? 0.6 : random.between(0, 1),
      leavesAfterWeek: !isFirst && random.chance(0.05) ? random.whole(2, 8) : 99,
    };
  });
}

function makePerson(username: string, firstName: string, lastName: string, host: string, ids: Ids) {
  return { id: ids.next<UserId>("users"), username, email: `${username}@${host}`, firstName, lastName };
}

/** From the ranges that are set aside for documentation; every fifth home has IPv6. */
function homeAddress(index: number): string {
  return index % 5 === 4 || index > 230 ? `2001:db8:${(0x1000 + index).toString(16)}::2a` : `198.51.100.${10 + index}`;
}

/** Names of many places, none twice as long as there are enough. */
class NameList {
  readonly #used = new Set<string>();
  readonly #scenario: Scenario;
  readonly #random: Random;

  constructor(scenario: Scenario, random: Random) {
    this.#scenario = scenario;
    this.#random = random;
  }

  next(): { given: string; family: string } {
    for (let attempt = 1; ; attempt += 1) {
      const culture = this.#random.pickBy(this.#scenario.cultures, ({ weight }) => weight);
      const name = { given: this.#random.pick(culture.given), family: this.#random.pick(culture.family) };
      const text = `${name.given} ${name.family}`;
      if (this.#used.has(text) && attempt < 20) continue;
      this.#used.add(text);
      return name;
    }
  }
}
