import { ShareBar } from "../../charts/share-bar";
import { SortHead } from "../../design/sort-head";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { Change, Tile, Tiles } from "../../design/tile";
import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import { formatDuration } from "../../format/duration";

const NAMES = [
  ["Bartholomew Featherstonehaugh-Cholmondeley of Wollongong-Murrumbidgee", 14 * HOUR_MS + 3 * MINUTE_MS],
  ["مريم عبد الرحمن الأنصاري", 3 * HOUR_MS + 40 * MINUTE_MS],
  ["Bo Li", 20_000],
  ["李 小龙", 0],
] as const;

/** Tiles and tables, with names and lengths of every kind. */
export function TableSamples() {
  return (
    <>
      <Tiles label="Sample figures" className="lg:grid-cols-4">
        <Tile name="Marking" how="How it is counted." value={formatDuration(163 * HOUR_MS + 47 * MINUTE_MS)}>
          <Change change="+1 h 10 min" previous="10 – 16 Nov" />
          <div className="mt-auto pt-2">
            <ShareBar inTutorialsMs={HOUR_MS} markingMs={4 * HOUR_MS} />
          </div>
        </Tile>
        <Tile name="A name of a figure that needs a second line in narrow tiles" value="1,204">
          <Change change="same" previous="10 – 16 Nov" />
        </Tile>
        <Tile name="Observed attention" value={<span className="text-base font-medium text-muted">not observed</span>} />
        <Tile name="Comments" value="0" />
      </Tiles>
      <Table label="Sample table">
        <thead>
          <tr>
            <SortHead name="Name" href="/design" sorted="asc" />
            <SortHead name="Marking" href="/design" isFigure />
            <HeadCell className={FIGURE}>Assessed</HeadCell>
          </tr>
        </thead>
        <tbody>
          {NAMES.map(([name, ms]) => (
            <tr key={name}>
              <Cell className="min-w-36">
                <TextLink href="/design">
                  <bdi>{name}</bdi>
                </TextLink>
              </Cell>
              <Cell className={FIGURE}>{formatDuration(ms)}</Cell>
              <Cell className={FIGURE}>{Math.round(ms / HOUR_MS)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
