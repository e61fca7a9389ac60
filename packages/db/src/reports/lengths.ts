import type { TaskDefinitionId, UserId } from "@tutor-times/core/ids";
import type { Interval } from "@tutor-times/core/intervals";
import { spreadOf, type Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Reader } from "../database";
import { visibleTo } from "../sessions/list-sessions";
import { leftOf, type Cover } from "../settled/select-settled";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";
import { observedAssessments } from "./observed-assessments";

/** How long each assessment of somebody, or of a task definition, took: observed attention in milliseconds. */
export type Lengths<Key> = ReadonlyMap<Key, readonly number[]>;

/** Lengths as statements give them, with commas between; 0 is an assessment of which nothing was observed. */
export function readLengths(text: string | null): number[] {
  return (JSON.parse(`[${text ?? ""}]`) as number[]).filter((ms) => ms > 0);
}

interface Key {
  readonly user_id: UserId;
  readonly task_definition_id: TaskDefinitionId;
}

/** As for `observedAssessments`, which it follows; $8 and $9 the time that is known already. */
const selectLengths = (by: keyof Key): string => `, known AS MATERIALIZED (
    SELECT coalesce(range_agg(tstzrange(k.from_time, k.to_time)), '{}') AS times FROM unnest($8::timestamptz[], $9::timestamptz[]) AS k(from_time, to_time)
  )
  SELECT o.${by} AS key, string_agg(o.ms::text, ',') AS lengths FROM observed o
  WHERE o.ms > 0 AND NOT (SELECT times FROM known) @> o.at GROUP BY o.${by}`;

/**
 * The lengths of the assessments in what `cover` leaves of `range`: measured, from the first gap to the last. One statement, or none
 * where nothing is left.
 */
export async function measureLengths<By extends keyof Key>(
  db: Reader,
  scope: Scope,
  { userId, unitIds, range, cover, by }: FigureFilter & { readonly range: Interval; readonly cover: Cover; readonly by: By },
): Promise<Lengths<Key[By]>> {
  const left = leftOf(range, cover)?.hull;
  if (left === undefined) return new Map();
  const { rows } = await db.pool.query<{ key: Key[By]; lengths: string }>({
    text: observedAssessments(left, { ofOne: userId !== undefined }) + selectLengths(by),
    values: [
      ...visibleTo(scope, { userId, unitIds }),
      userId ?? null,
      unitIds ?? null,
      dateOf(left.start),
      dateOf(left.end),
      cover.covered.map(({ start }) => dateOf(start)),
      cover.covered.map(({ end }) => dateOf(end)),
    ],
  });
  return new Map(rows.map(({ key, lengths }) => [key, readLengths(lengths)]));
}

/** Both, each with what the other has of the same. */
export function joinLengths<Key>(one: Lengths<Key>, other: Lengths<Key>): Lengths<Key> {
  const joined = new Map(one);
  for (const [key, lengths] of other) joined.set(key, [...(one.get(key) ?? []), ...lengths]);
  return joined;
}

/** The spread of each that has enough lengths. */
export function spreadsOf<Key>(lengths: Lengths<Key>): ReadonlyMap<Key, Spread> {
  const spreads = new Map<Key, Spread>();
  for (const [key, found] of lengths) {
    const spread = spreadOf(found);
    if (spread !== null) spreads.set(key, spread);
  }
  return spreads;
}
