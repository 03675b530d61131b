import type { AppointmentId } from "@/ipc/generated/commands";

import type { GridColumn } from "./columns";
import type { Stop } from "./layout";

export interface RowCell {
  readonly column: GridColumn;
  /** Which column it is, from 0. */
  readonly index: number;
  readonly stop: Stop<AppointmentId>;
  /** Which of the cells of this row in this column, from 0. */
  readonly order: number;
}

export interface GridRow {
  readonly at: number;
  readonly cells: readonly RowCell[];
}

/** The rows of the grid: one for each time at which something begins in some column. */
export function rowsOf(columns: readonly GridColumn[]): GridRow[] {
  const rows = new Map<number, RowCell[]>();
  for (const [index, column] of columns.entries()) {
    for (const stop of column.stops) {
      const cells = rows.get(stop.from) ?? [];
      const order = cells.filter((cell) => cell.column === column).length;
      cells.push({ column, index, stop, order });
      rows.set(stop.from, cells);
    }
  }
  return [...rows]
    .map(([at, cells]) => ({ at, cells }))
    .toSorted((one, other) => one.at - other.at);
}
