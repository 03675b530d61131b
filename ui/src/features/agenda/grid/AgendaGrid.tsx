import { type ReactNode, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentView } from "@/ipc/generated/commands";

import { Backdrop } from "./Backdrop";
import { Cell } from "./Cell";
import { type GridColumn, type Standing, columnKey } from "./columns";
import type { Span } from "./layout";
import { Preview } from "./Preview";
import { rowsOf } from "./rows";
import { RowHead, Ruler } from "./Ruler";
import { useGridFocus } from "./useGridFocus";
import { type GridKeys, useGridKeys } from "./useGridKeys";
import { useGridPointer } from "./useGridPointer";
import { useScrollToWork } from "./useScrollToWork";
import { vars } from "./vars";

import styles from "./AgendaGrid.module.css";

/** A stretch of a column that is being given to somebody. */
export interface Sketch extends Span {
  readonly column: string;
  /** The visit that is on its way there; a new one when absent. */
  readonly view?: AppointmentView | undefined;
}

interface AgendaGridProps extends GridKeys {
  /** Of whom and of which days this is. */
  label: string;
  /** What stands over each column. */
  heads: readonly ReactNode[];
  /** The present on the ruler, in the columns of today. */
  now: { date: string; minute: number };
  /** What is being booked or moved, shown as it goes. */
  sketch?: Sketch | undefined;
  mayBook: boolean;
  mayMove: (view: AppointmentView) => boolean;
  /** A free stretch was drawn with the mouse. */
  onDraw: (column: GridColumn, span: Span) => void;
  onDrop: (view: AppointmentView, column: GridColumn, span: Span) => void;
  /** Counts up when the cursor is to have the focus again. */
  calls: number;
}

/**
 * The day book: columns of one practitioner's one day each on a common ruler. Rows are the times at
 * which something begins; each cell is a visit or a free stretch.
 */
export function AgendaGrid(props: AgendaGridProps) {
  const { label, heads, columns, standing, now, sketch, mayBook, mayMove, onDrop, calls } = props;
  const { t } = useTranslation();
  const canvas = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(columns), [columns]);
  useScrollToWork(frame, canvas, columns, now);
  const focus = useGridFocus(canvas, calls);
  const keys = useGridKeys({ ...props, onMoved: focus.ask });
  const { drag, handlers } = useGridPointer({
    canvas,
    columns,
    mayBook,
    mayMove,
    onPick: (column, visit) => {
      const stop = column.stops.find((one) => one.visit === visit);
      if (stop) props.onStand({ column, stop });
      focus.ask();
    },
    onBook: props.onBook,
    onDraw: props.onDraw,
    onDrop,
  });
  const going: Sketch | undefined = drag
    ? { ...drag.span, column: drag.column.key, view: drag.view }
    : sketch;
  return (
    <div ref={frame} className={styles.frame} data-frame>
      <div
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        className={styles.grid}
        style={vars({ "--cols": columns.length })}
        onKeyDown={keys}
        onFocus={(event) => {
          const stood = standingOf(event.target, columns);
          if (stood && !focus.isSettling()) props.onStand(stood);
        }}
        {...handlers}
      >
        <div role="row" aria-rowindex={1} className={styles.heads}>
          <div role="columnheader" className={styles.corner}>
            <span className="visually-hidden">{t("agenda.grid.time")}</span>
          </div>
          {heads}
        </div>
        <div ref={canvas} role="rowgroup" className={styles.canvas} data-drag={drag?.kind}>
          <Backdrop columns={columns} />
          {rows.map(({ at, cells }, row) => (
            <div key={at} role="row" aria-rowindex={row + 2}>
              <RowHead at={at} />
              {cells.map(({ column, index: place, stop, order }) => (
                <Cell
                  // A free stretch that is booked stays the same cell, and so keeps the focus.
                  key={`${column.key}-${order}`}
                  column={column}
                  place={place}
                  stop={stop}
                  isCursor={standing?.column === column && standing.stop === stop}
                  isGoing={stop.visit !== undefined && going?.view?.appointment.id === stop.visit}
                />
              ))}
            </div>
          ))}
          {going && <Preview sketch={going} columns={columns} />}
          <Ruler now={now} columns={columns} />
        </div>
      </div>
    </div>
  );
}

/** The stop that a cell of the page stands for. */
function standingOf(target: EventTarget, columns: readonly GridColumn[]): Standing | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const { column: key, at, visit } = target.dataset;
  const column = columns.find((one) => one.key === key);
  const stop = column?.stops.find(
    (one) => String(one.from) === at && String(one.visit ?? "") === (visit ?? ""),
  );
  return column && stop && { column, stop };
}

/** The key of the column that holds a place. */
export const columnOf = (view: AppointmentView): string =>
  columnKey(view.appointment.practitioner, view.appointment.date);
