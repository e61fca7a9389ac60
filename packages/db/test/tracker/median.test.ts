import { MINUTE_MS } from "@tutor-times/core/instant";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assessTask } from "../../src/acts/assess-task";
import { recordBeats } from "../../src/acts/record-beats";
import { measureLengths } from "../../src/reports/lengths";
import { medianPerAssessment } from "../../src/reports/median-per-assessment";
import { spreadPerDefinition } from "../../src/reports/forecast";
import { unitMedians } from "../../src/reports/unit-figures";
import { NO_COVER } from "../../src/settled/select-settled";
import { settledSums } from "../../src/settled/settled-figures";
import { makeUser, makeUnitRole } from "../../src/testing/factories";
import { at, caller, makeScene, type Scene } from "./scene";

const STATUSES = ["discuss", "redo"] as const;

describe("the median per assessment", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await makeScene();
  });
  afterAll(() => scene.db.drop());

  /** Reads for `minutes` from `start` on, then saves another status than the last. */
  async function mark(start: number, minutes: number, round: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      const beat = { target: scene.target, from: at(start + minute), to: at(start + minute + 1), kind: "reading" as const };
      await recordBeats(scene.db, await caller(scene, scene.tutor, at(start + minute + 1)), [beat]);
    }
    await save(scene.tutor, start + minutes, round);
  }

  async function save(userId: typeof scene.tutor, minute: number, round: number): Promise<void> {
    const trigger = STATUSES[round % 2];
    await assessTask(scene.db, await caller(scene, userId, at(minute)), { ...scene.target, trigger });
  }

  async function medians() {
    const { scope } = await caller(scene, scene.convenor, at(0));
    const asked = { scope, unitId: scene.unit.id, dayStarts: [at(0), at(600)] };
    return {
      ...(await unitMedians(scene.db, asked, await settledSums(scene.db, asked))),
      perDefinition: await spreadPerDefinition(scene.db, scope, { unitId: asked.unitId, now: at(600) }),
    };
  }

  it("says nothing below five observed assessments", async () => {
    for (const [round, minutes] of [4, 1, 3, 10].entries()) await mark(round * 30, minutes, round);
    expect(await medians()).toEqual({ overall: null, perTutor: new Map(), perDefinition: new Map() });
  });

  it("is the middle of the attention on a task since it was last assessed, with the middle half and the number", async () => {
    await mark(150, 2, 4);
    const expected = { medianMs: 3 * MINUTE_MS, lowerMs: 2 * MINUTE_MS, upperMs: 4 * MINUTE_MS, count: 5 };
    expect(await medians()).toEqual({
      overall: expected,
      perTutor: new Map([[scene.tutor, expected]]),
      perDefinition: new Map([[scene.target.taskDefinitionId, expected]]),
    });
  });

  it("leaves out what was not observed, and begins anew with anybody's assessment of the task", async () => {
    const other = await makeUser(scene.db);
    await makeUnitRole(scene.db, { unitId: scene.unit.id, userId: other.id });
    await save(other.id, 200, 5);
    expect((await medians()).overall).toMatchObject({ count: 5 });
    await mark(230, 1, 6);
    expect((await medians()).overall).toEqual({
      medianMs: 2.5 * MINUTE_MS,
      lowerMs: 1.25 * MINUTE_MS,
      upperMs: 3.75 * MINUTE_MS,
      count: 6,
    });
  });

  it.each([
    ["of all that was observed before", [], 12],
    ["of what was observed since", [2], 3],
    ["of what was observed since before that", [-3], 8],
  ])("is %s, a season ago or longer, where attention went on meanwhile", async (_, assessedAt, minutes) => {
    const far = await makeScene();
    try {
      const read = async (minute: number) => {
        const beat = { target: far.target, from: at(minute), to: at(minute + 1), kind: "reading" as const };
        await recordBeats(far.db, await caller(far, far.tutor, beat.to), [beat]);
      };
      const save = async (minute: number, trigger: "discuss" | "redo") =>
        assessTask(far.db, await caller(far, far.tutor, at(minute)), { ...far.target, trigger });
      // Attention goes on at the beginning of the month in which ninety days before the range are.
      const october = (Date.UTC(2025, 9, 1) - at(0)) / MINUTE_MS;
      for (const minute of [-2880, -2879]) await read(october + minute);
      for (let minute = -5; minute < 5; minute += 1) {
        if (assessedAt.includes(minute)) await save(october + minute, "redo");
        await read(october + minute);
      }
      const from = 90 * 24 * 60;
      await save(from + 10, "discuss");
      const { scope } = await caller(far, far.tutor, at(0));
      const range = { start: at(from), end: at(from + 60) };
      for (const filter of [{ userId: far.tutor }, { unitIds: [far.unit.id] }]) {
        const lengths = await measureLengths(far.db, scope, { ...filter, range, cover: NO_COVER, by: "user_id" });
        expect(lengths).toEqual(new Map([[far.tutor, [minutes * MINUTE_MS]]]));
      }
    } finally {
      await far.db.drop();
    }
  });

  it("begins with the assessment before, however long ago that was", async () => {
    const far = await makeScene();
    try {
      for (const [round, day] of [0, 40, 120, 121, 200, 240].entries()) {
        const [from, to, save] = [0, 1, 2].map((minute) => at(day * 24 * 60 + minute));
        const beat = { target: far.target, from: from ?? at(0), to: to ?? at(0), kind: "reading" as const };
        await recordBeats(far.db, await caller(far, far.tutor, beat.to), [beat]);
        const by = await caller(far, far.tutor, save ?? at(0));
        await assessTask(far.db, by, { ...far.target, trigger: STATUSES[round % 2] });
      }
      const { scope } = await caller(far, far.tutor, at(0));
      const asked = { userId: far.tutor, from: at(0), to: at(300 * 24 * 60) };
      const minute = { medianMs: MINUTE_MS, lowerMs: MINUTE_MS, upperMs: MINUTE_MS, count: 6 };
      expect(await medianPerAssessment(far.db, scope, asked)).toEqual(minute);
    } finally {
      await far.db.drop();
    }
  });
});
