import type { ReactNode } from "react";
import { Cell, HeadCell, Table } from "../design/table";

/** The numbers of a chart as a table, for screen readers and for people who copy numbers. */
export function TableTwin({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}) {
  return (
    <details className="group mt-3">
      <summary className="inline-block rounded-md text-sm text-accent underline underline-offset-2 print:hidden">
        <span className="group-open:hidden">Show as a table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      <div className="mt-3">
        <Table label={label} tabIndex={0} className="figures">
          <thead>
            <tr>
              {columns.map((column) => (
                <HeadCell key={column}>{column}</HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, index) => (
                  <Cell key={columns[index]}>{cell}</Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
