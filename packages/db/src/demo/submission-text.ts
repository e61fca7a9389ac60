import { randomFrom, type Random } from "./random";
import type { Scenario } from "./scenario";
import type { Submission } from "./simulation";

/** What a student handed in: a program with an explanation, or a short essay; a later round says what changed. */
export function submissionText(scenario: Scenario, seed: number, { id, task, round }: Submission): string {
  const random = randomFrom(seed, `submission ${id}`);
  const { abbreviation } = task.definition;
  return task.project.unit.plan.kind === "program"
    ? programText(scenario, abbreviation, round, random)
    : essayText(scenario, abbreviation, round, random);
}

function programText({ programs }: Scenario, abbreviation: string, round: number, random: Random): string {
  const texts = programs.tasks[abbreviation];
  if (texts === undefined) throw new Error(`programs.json: there is no text for ${abbreviation}`);
  const isBetter = round > 1 || random.chance(0.4);
  return paragraphs(
    round > 1 ? random.pick(programs.changes) : random.chance(0.5) ? random.pick(programs.before) : null,
    (isBetter ? texts.better : texts.first).join("\n"),
    isBetter || random.chance(0.4) ? random.pick(texts.notes) : null,
    random.chance(0.6) ? random.pick(programs.after) : null,
  );
}

function essayText({ essays }: Scenario, abbreviation: string, round: number, random: Random): string {
  const texts = essays.tasks[abbreviation];
  if (texts === undefined) throw new Error(`essays.json: there is no text for ${abbreviation}`);
  const left = [...texts.body];
  const kept = Math.max(2, texts.body.length - random.whole(0, 2));
  while (left.length > kept) left.splice(random.whole(0, left.length - 1), 1);
  return paragraphs(
    round > 1 ? random.pick(essays.changes) : null,
    random.pick(texts.opening),
    ...left,
    random.pick(texts.closing),
    random.chance(0.7) ? random.pick(essays.sources) : null,
  );
}

function paragraphs(...texts: (string | null)[]): string {
  return texts.filter((text) => text !== null).join("\n\n");
}
