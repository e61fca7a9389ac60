import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { dayStarts, instantOfWallTime } from "@tutor-times/core/local-days";
import { describe, expect, test } from "vitest";
import { HOUR_HEIGHT } from "./hour-rows";
import { inLanes } from "./lanes";
import { prepareWeek } from "./prepare-week";

const MELBOURNE = "Australia/Melbourne";

function week(
  monday: string,
  sessions: readonly { start: number; minutes: number }[],
  timezone = MELBOURNE,
  tutorials: typeof sessions = [],
) {
  const from = monday as LocalDate;
  const starts = dayStarts(timezone, from, addDays(from, 6));
  const timed = ({ start, minutes }: { start: number; minutes: number }) => ({
    start: new Date(start).toISOString(),
    end: new Date(start + minutes * MINUTE_MS).toISOString(),
  });
  return prepareWeek({
    days: starts.slice(0, 7).map((start, index) => ({ date: addDays(from, index), start, end: starts[index + 1] ?? start })),
    timezone,
    sessions: sessions.map(timed),
    tutorials: tutorials.map(timed),
    now: 0,
  });
}

const at = (date: string, time: string, timezone = MELBOURNE) => instantOfWallTime(date as LocalDate, time, timezone);
const hours = ({ rows }: ReturnType<typeof week>) =>
  rows.map((row) => (row.isFolded ? `${row.hour}–${row.untilHour}` : `${row.hour}${row.again ? " again" : ""}`));
const heights = (all: ReturnType<typeof week>, day: number) =>
  all.days[day]?.blocks.map(({ height }) => (height / HOUR_HEIGHT) * 60);

describe("rows", () => {
  test("a week without sessions shows the usual hours", () => {
    expect(hours(week("2025-11-17", []))).toEqual(["9", "10", "11", "12", "13", "14", "15", "16"]);
  });

  test("hours are widened to what is there, and long empty stretches are folded", () => {
    const shown = hours(week("2025-11-17", [{ start: at("2025-11-18", "22:30"), minutes: 100 }]));
    expect(shown).toEqual(["0", "1–9", "9", "10", "11", "12", "13", "14", "15", "16", "17–22", "22", "23"]);
  });

  test("a session that ends with the hour does not open the next one", () => {
    expect(hours(week("2025-11-17", [{ start: at("2025-11-18", "17:00"), minutes: 60 }])).at(-1)).toBe("17");
  });
});

describe("blocks", () => {
  test("a block stands at its time and is as high as it is long", () => {
    const { days } = week("2025-11-17", [{ start: at("2025-11-18", "10:15"), minutes: 45 }]);
    expect(days[1]?.blocks).toMatchObject([{ top: 1.25 * HOUR_HEIGHT, height: 0.75 * HOUR_HEIGHT, left: 0, width: 1 }]);
    expect(days.map(({ blocks }) => blocks.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
  });

  test("a session over midnight stands in both days, for what lies in each", () => {
    const all = week("2025-11-17", [{ start: at("2025-11-18", "23:00"), minutes: 90 }]);
    expect([heights(all, 1), heights(all, 2)]).toEqual([[60], [30]]);
    expect(all.days[2]?.blocks[0]).toMatchObject({ top: 0, isCarriedOver: true, isFirst: true });
  });

  test("a session that ends at midnight is not in the next day, and an act at midnight is", () => {
    const until = week("2025-11-17", [{ start: at("2025-11-18", "23:00"), minutes: 60 }]);
    expect(until.days.map(({ blocks }) => blocks.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    const act = week("2025-11-17", [{ start: at("2025-11-19", "0:00"), minutes: 0 }]);
    expect(act.days.map(({ blocks }) => blocks.length)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  });

  test("a short session has a height that can be seen and stays within the day", () => {
    const { days, height } = week("2025-11-17", [{ start: at("2025-11-18", "23:59"), minutes: 1 }]);
    const block = days[1]?.blocks[0];
    expect(block?.height).toBe(18);
    expect((block?.top ?? 0) + 18).toBe(height);
  });
});

describe("daylight saving", () => {
  test("the hour that clocks skip is missing on its day, and a session over it is as high as it is long", () => {
    // Sunday 5 October 2025: 2:00 becomes 3:00.
    const all = week("2025-09-29", [{ start: at("2025-10-05", "1:50"), minutes: 20 }]);
    expect(all.days[6]?.blocks.map(({ top, isFirst }) => [top, isFirst])).toEqual([
      [(50 / 60) * HOUR_HEIGHT, true],
      [2 * HOUR_HEIGHT, false],
    ]);
    expect(hours(all).slice(0, 3)).toEqual(["1", "2", "3"]);
    expect(all.days[6]?.missing).toEqual([{ top: HOUR_HEIGHT, height: HOUR_HEIGHT }]);
    expect(all.days[5]?.missing).toEqual([]);
  });

  test("the hour that clocks show twice has two rows, of which the other days lack one", () => {
    // Sunday 5 April 2026: 3:00 becomes 2:00.
    const all = week("2026-03-30", [{ start: at("2026-04-05", "1:30"), minutes: 150 }]);
    expect(hours(all).slice(0, 3)).toEqual(["1", "2", "2 again"]);
    expect(heights(all, 6)).toEqual([150]);
    expect(all.days[5]?.missing).toEqual([{ top: 2 * HOUR_HEIGHT, height: HOUR_HEIGHT }]);
    expect(all.days[6]?.missing).toEqual([]);
  });

  test("half an hour of daylight saving is half a row", () => {
    // Lord Howe Island, Sunday 5 October 2025: 2:00 becomes 2:30.
    const spring = week(
      "2025-09-29",
      [{ start: at("2025-10-05", "1:00", "Australia/Lord_Howe"), minutes: 150 }],
      "Australia/Lord_Howe",
    );
    expect(spring.days[6]?.missing).toEqual([{ top: HOUR_HEIGHT, height: HOUR_HEIGHT / 2 }]);
    expect(heights(spring, 6)).toEqual([60, 90]);
    // Sunday 5 April 2026: 2:00 becomes 1:30.
    const autumn = week(
      "2026-03-30",
      [{ start: at("2026-04-05", "1:00", "Australia/Lord_Howe"), minutes: 120 }],
      "Australia/Lord_Howe",
    );
    expect(hours(autumn).slice(0, 3)).toEqual(["1", "1 again", "2"]);
    expect(autumn.days[6]?.missing).toEqual([{ top: HOUR_HEIGHT, height: HOUR_HEIGHT / 2 }]);
  });

  test("a day that begins at one o'clock lacks its first hour", () => {
    // Cairo, Friday 25 April 2025: 0:00 becomes 1:00.
    const all = week("2025-04-21", [{ start: at("2025-04-24", "0:10", "Africa/Cairo"), minutes: 30 }], "Africa/Cairo");
    expect(all.days[4]?.missing).toEqual([{ top: 0, height: HOUR_HEIGHT }]);
  });

  test("in every zone and week, what is drawn of a session is as long as the session", () => {
    for (const [timezone, monday] of [
      [MELBOURNE, "2025-09-29"],
      [MELBOURNE, "2026-03-30"],
      ["America/Santiago", "2025-09-01"],
      ["America/Santiago", "2026-03-30"],
      ["Australia/Lord_Howe", "2026-03-30"],
      ["UTC", "2025-11-17"],
    ] as const) {
      const [start = 0] = dayStarts(timezone, monday as LocalDate, monday as LocalDate);
      const lengths = Array.from({ length: 60 }, (_, index) => ({
        start: start + index * 2.7 * HOUR_MS,
        minutes: 40 + 7 * (index % 13),
      }));
      for (const one of lengths) {
        const all = week(monday, [one], timezone);
        const drawn = all.days.flatMap((_, day) => heights(all, day) ?? []).reduce((sum, minutes) => sum + minutes, 0);
        // A piece of a few minutes beside a jump is drawn higher than it is long.
        expect(drawn, `${timezone} ${new Date(one.start).toISOString()}`).toBeGreaterThanOrEqual(one.minutes - 0.01);
        expect(drawn, `${timezone} ${new Date(one.start).toISOString()}`).toBeLessThan(one.minutes + 25);
      }
    }
  });
});

describe("lanes", () => {
  test("blocks that would cover each other stand side by side, others take the whole width", () => {
    const blocks = [
      { top: 0, height: 40 },
      { top: 20, height: 40 },
      { top: 45, height: 10 },
      { top: 100, height: 10 },
    ];
    expect(inLanes(blocks).map(({ left, width }) => [left, width])).toEqual([
      [0, 0.5],
      [0.5, 0.5],
      [0, 0.5],
      [0, 1],
    ]);
  });

  test("three hundred sessions in a week never cover one another", () => {
    const sessions = Array.from({ length: 300 }, (_, index) => ({
      start: at("2025-11-17", "8:00") + index * 31 * MINUTE_MS,
      minutes: (index * 7) % 50,
    }));
    for (const { blocks } of week("2025-11-17", sessions).days) {
      for (const [index, a] of blocks.entries()) {
        for (const b of blocks.slice(index + 1)) {
          const beside = a.left + a.width <= b.left + 1e-9 || b.left + b.width <= a.left + 1e-9;
          const apart = a.top + a.height <= b.top + 1e-9 || b.top + b.height <= a.top + 1e-9;
          expect(beside || apart).toBe(true);
        }
      }
    }
  });
});
