import type { Database } from "./database";

/** How many rounds of questions of one database may be under way at once; more questions wait and make larger rounds. */
const MOST_ROUNDS = 2;
const LARGEST_ROUND = 100;

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A function that answers single questions, while `ask` is given those that come together all at once: in the same turn
 * of the event loop, or while earlier ones are under way. Nothing is remembered: every question is asked after it came.
 * `ask` gives the answers in the order of the questions. If it fails for several, each is asked again alone.
 */
export function gather<Question, Answer>(
  ask: (db: Database, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (db: Database, question: Question) => Promise<Answer> {
  const queues = new WeakMap<Database, { waiting: Waiting<Question, Answer>[]; underWay: number }>();

  const settle = async (db: Database, round: readonly Waiting<Question, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(
        db,
        round.map(({ question }) => question),
      );
      if (answers.length !== round.length) throw new Error("There are not as many answers as questions.");
      for (const [index, answer] of answers.entries()) round[index]?.resolve(answer);
    } catch (error) {
      if (round.length > 1) await Promise.all(round.map((one) => settle(db, [one])));
      else for (const { reject } of round) reject(error);
    }
  };

  return (db, question) => {
    const queue = queues.get(db) ?? { waiting: [], underWay: 0 };
    queues.set(db, queue);
    const drain = (): void => {
      while (queue.waiting.length > 0 && queue.underWay < MOST_ROUNDS) {
        queue.underWay += 1;
        void settle(db, queue.waiting.splice(0, LARGEST_ROUND)).finally(() => {
          queue.underWay -= 1;
          drain();
        });
      }
    };
    return new Promise<Answer>((resolve, reject) => {
      queue.waiting.push({ question, resolve, reject });
      setImmediate(drain);
    });
  };
}
