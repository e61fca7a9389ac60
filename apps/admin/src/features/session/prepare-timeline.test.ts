import { expect, test } from "vitest";
import { prepareTimeline } from "./prepare-timeline";

const at = (minute: number) => new Date(Date.UTC(2025, 9, 8, 5, minute)).toISOString();

test("acts, attention and tutorials stand where they were, as shares of the session", () => {
  const timeline = prepareTimeline(
    { start: at(0), end: at(20) },
    {
      tutorials: [{ start: at(10), end: at(130) }],
      stretches: [{ start: at(5), end: at(10), kind: "typing" }],
      activities: [
        { at: at(0), action: "get-comments", statusChanged: false },
        { at: at(20), action: "assessing", statusChanged: true },
      ],
    },
  );
  expect(timeline).toEqual({
    tutorials: [{ from: 0.5, share: 0.5 }],
    attention: [{ from: 0.25, share: 0.25, kind: "typing" }],
    acts: [
      { place: 0, isAssessment: false },
      { place: 1, isAssessment: true },
    ],
  });
});

test("a tutorial that only touches the session is not on its line, and an instant has no length", () => {
  const touching = { tutorials: [{ start: at(-10), end: at(0) }], stretches: [], activities: [] };
  expect(prepareTimeline({ start: at(0), end: at(20) }, touching).tutorials).toEqual([]);
  const act = { at: at(0), action: "assessing", statusChanged: false } as const;
  expect(prepareTimeline({ start: at(0), end: at(0) }, { tutorials: [], stretches: [], activities: [act] })).toEqual({
    tutorials: [],
    attention: [],
    acts: [{ place: 0, isAssessment: false }],
  });
});
