import type { loadsOf, Measured } from "./tracking";

/**
 * How often the two are measured, in turn: what the machine does besides changes within seconds, and must not meet one of them only.
 * Over one connection more often, since there each wakes the other's processor all the time.
 */
const TURNS = { 16: 3, 1: 5 };

/** Assessments beside `touch`, over 16 connections and over one: of each the turn that is the middle one by its rate. */
export async function assessBesideTouch(loads: ReturnType<typeof loadsOf>) {
  const [of16, of1] = [await besideTouch(loads, 16), await besideTouch(loads, 1)];
  return { touch16: of16.touch, assess16: of16.assess, touch1: of1.touch, assess1: of1.assess };
}

async function besideTouch(
  { touch, assess }: ReturnType<typeof loadsOf>,
  connections: keyof typeof TURNS,
): Promise<{ readonly touch: Measured; readonly assess: Measured }> {
  const [touches, assessments]: [Measured[], Measured[]] = [[], []];
  for (let turn = 0; turn < TURNS[connections]; turn += 1) {
    touches.push(await touch(connections, 1, 3));
    assessments.push(await assess(connections, 4));
  }
  return { touch: middleOf(touches), assess: middleOf(assessments) };
}

function middleOf(turns: readonly Measured[]): Measured {
  const middle = turns.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(turns.length / 2)];
  if (middle === undefined) throw new Error("Nothing was measured.");
  return middle;
}
