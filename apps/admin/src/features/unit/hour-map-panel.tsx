import { TableTwin } from "../../charts/table-twin";
import { Panel, PanelHeading } from "../../design/panel";
import { prepareHourMap } from "./prepare-hour-map";

/** Paler than this a cell with something in it would look empty. */
const PALEST = 12;

/** When marking happens: hours down, weekdays across, the busier the darker; and the numbers as a table. */
export function HourMapPanel({ hours, days }: { hours: Parameters<typeof prepareHourMap>[0]; days: string }) {
  const map = prepareHourMap(hours);
  const weekdays = map.rows[0]?.cells.map(({ weekday }) => weekday) ?? [];
  return (
    <Panel aria-labelledby="hours-heading" className="drawn-when-near">
      <PanelHeading id="hours-heading" title="When marking happens">
        <span className="text-sm text-muted">
          {days}; the darkest hour holds {map.most}
        </span>
      </PanelHeading>
      <div aria-hidden className="grid grid-cols-[3rem_repeat(7,minmax(0,1fr))] gap-0.5 text-xs">
        <span />
        {weekdays.map((weekday) => (
          <span key={weekday} className="pb-1 text-center text-muted">
            {weekday.slice(0, 3)}
          </span>
        ))}
        {map.rows.map(({ hour, name, cells }) => (
          <div key={hour} className="contents">
            <span className="self-center pr-2 text-right leading-5 text-muted">{name}</span>
            {cells.map(({ weekday, share, value }) => (
              <span
                key={weekday}
                title={`${weekday} ${name}: ${value}`}
                className="h-5 rounded-sm bg-sunken"
                style={
                  share === 0
                    ? undefined
                    : {
                        background: `color-mix(in srgb, var(--accent) ${Math.round(PALEST + (100 - PALEST) * share)}%, var(--sunken))`,
                      }
                }
              />
            ))}
          </div>
        ))}
      </div>
      <TableTwin
        label="Marking by hour and weekday"
        columns={["Hour from", ...weekdays]}
        rows={map.rows.map(({ name, cells }) => ({ key: name, cells: [name, ...cells.map(({ value }) => value)] }))}
      />
    </Panel>
  );
}
