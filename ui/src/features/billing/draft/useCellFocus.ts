import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";

import type { InvoiceLineId } from "@/ipc/generated/commands";

import { type Cell, type Row, cells, isBlank } from "./rows";

interface Place {
  id: InvoiceLineId;
  cell: Cell;
}

/** The focus inside the table of lines: from cell to cell by keys, and to lines that appear only now. */
export function useCellFocus(
  table: RefObject<HTMLElement | null>,
  rows: readonly Row[],
): {
  go: (place: Place) => void;
  place: () => Place | undefined;
  press: (event: KeyboardEvent, onEnd: () => void) => void;
} {
  // A line that appears with the wish is in the page by the time that the wish is heard.
  const [wanted, setWanted] = useState<Place | null>(() => startOf(rows));

  useEffect(() => {
    if (!wanted) return;
    const cell = `[data-row="${wanted.id}"] [data-cell="${wanted.cell}"] input`;
    const input = table.current?.querySelector<HTMLInputElement>(cell);
    if (!input) return;
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest" });
  }, [wanted, table]);

  /** The cell that has the focus. */
  const place = (): Place | undefined => {
    const focused = document.activeElement;
    const name = focused?.closest<HTMLElement>("[data-cell]")?.dataset["cell"];
    const id = focused?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    const row = rows.find((one) => one.id === id);
    return row && { id: row.id, cell: cells.find((cell) => cell === name) ?? "description" };
  };
  /** Up and down go to the same cell of the next line; Enter too, and `onEnd` after the last. */
  const press = (event: KeyboardEvent, onEnd: () => void): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const by = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    const here = place();
    if (by === undefined || !here) return;
    event.preventDefault();
    const next = rows[rows.findIndex(({ id }) => id === here.id) + by];
    if (next) setWanted({ id: next.id, cell: here.cell });
    else if (event.key === "Enter") onEnd();
  };
  return { go: setWanted, place, press };
}

/** Where nothing has been typed yet, typing can begin at once. */
function startOf(rows: readonly Row[]): Place | null {
  const [first] = rows;
  return first && rows.every(isBlank) ? { id: first.id, cell: "description" } : null;
}
