import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, parseInstant } from "@tutor-times/core/instant";
import { addDays, parseLocalDate, weekdayOf } from "@tutor-times/core/local-date";
import { startOfDay } from "@tutor-times/core/local-days";
import { Agenda } from "../src/demo/agenda";
import { makeCalendar } from "../src/demo/calendar";
import { randomFrom } from "../src/demo/random";
import { dateInWeek, isInBreak, teachingWeek, termAround } from "../src/demo/term";

describe("chance", () => {
  it("repeats itself for the same seed and name, and for no other", () => {
    const drawn = (seed: number, name: string) => {
      const random = randomFrom(seed, name);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(drawn(7, "world")).toEqual(drawn(7, "world"));
    expect(drawn(7, "world")).not.toEqual(drawn(8, "world"));
    expect(drawn(7, "world")).not.toEqual(drawn(7, "term"));
  });

  it("spreads evenly, and counts on average what it was asked for", () => {
    const random = randomFrom(1, "spread");
    const drawn = Array.from({ length: 20_000 }, () => random.next());
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 1);
    const counts = Array.from({ length: 20_000 }, () => random.count(3));
    expect(counts.reduce((sum, value) => sum + value, 0) / counts.length).toBeCloseTo(3, 1);
  });

  it("cannot pick from nothing", () => {
    expect(() => randomFrom(1, "empty").pick([])).toThrow(RangeError);
  });
});

describe("the agenda", () => {
  it("lets things happen in the order of time, whatever order they were added in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), (times) => {
        const agenda = new Agenda();
        const happened: { at: number; order: number }[] = [];
        for (const [order, time] of times.entries()) agenda.add(instant(time), (at) => happened.push({ at, order }));
        agenda.runUntil(instant(1_000));
        const expected = times.map((at, order) => ({ at, order })).toSorted((a, b) => a.at - b.at || a.order - b.order);
        expect(happened).toEqual(expected);
      }),
    );
  });

  it("stops before its end, and takes up what is added on the way", () => {
    const agenda = new Agenda();
    const happened: number[] = [];
    const tick = (at: number) => {
      happened.push(at);
      agenda.add(instant(at + 10), tick);
    };
    agenda.add(instant(0), tick);
    agenda.runUntil(instant(30));
    expect(happened).toEqual([0, 10, 20]);
  });
});

describe("the calendar", () => {
  it("finds the date and the minute of an instant on days of 23, 24 and 25 hours", () => {
    const calendar = makeCalendar("Australia/Melbourne", parseLocalDate("2026-03-01"), parseLocalDate("2026-11-30"));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 260 }), fc.integer({ min: 0, max: 22 * 60 }), (days, minute) => {
        const date = addDays(parseLocalDate("2026-03-02"), days);
        const at = calendar.at(date, minute);
        expect(calendar.dateOf(at)).toBe(date);
        expect(calendar.minuteOf(at)).toBe(minute);
        expect(calendar.at(date, 0)).toBe(startOfDay(date, "Australia/Melbourne"));
      }),
    );
  });

  it("refuses days that it does not hold", () => {
    const calendar = makeCalendar("UTC", parseLocalDate("2026-03-01"), parseLocalDate("2026-03-02"));
    expect(() => calendar.at(parseLocalDate("2026-03-09"), 0)).toThrow(RangeError);
  });
});

describe("the term", () => {
  it("has today in its tenth teaching week, on whatever day of the week", () => {
    for (let day = 0; day < 7; day += 1) {
      const now = parseInstant(`2026-10-${12 + day}T03:00:00Z`);
      const term = termAround(now, "Australia/Melbourne");
      expect(teachingWeek(term, term.today)).toBe(10);
      expect(term.start).toBe("2026-08-03");
      expect(term.end).toBe("2026-11-01");
    }
  });

  it("asks for the date of its own zone", () => {
    expect(termAround(parseInstant("2026-10-11T14:00:00Z"), "Australia/Melbourne").today).toBe("2026-10-12");
    expect(termAround(parseInstant("2026-10-11T14:00:00Z"), "America/Santiago").today).toBe("2026-10-11");
  });

  it("leaves one week free, which no teaching week falls into", () => {
    const term = termAround(parseInstant("2026-10-14T03:00:00Z"), "Australia/Melbourne");
    const mondays = Array.from({ length: 12 }, (_, week) => dateInWeek(term, week + 1, "Monday"));
    expect(new Set(mondays.map(weekdayOf))).toEqual(new Set(["Monday"]));
    expect(mondays.filter((date) => isInBreak(term, date))).toEqual([]);
    expect(mondays.map((date) => teachingWeek(term, date))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(addDays(term.breakFrom, 7)).toBe(mondays[6]);
  });
});
