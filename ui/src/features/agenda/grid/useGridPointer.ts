import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useState } from "react";

import type { AppointmentId, AppointmentView } from "@/ipc/generated/commands";

import type { GridColumn } from "./columns";
import { DAY, type Span, drawn, endingAt, movedTo, stopAt } from "./layout";

/** What the pointer is doing: drawing a new visit, carrying one, or pulling at its end. */
export interface Drag {
  readonly kind: "draw" | "move" | "resize";
  readonly column: GridColumn;
  readonly span: Span;
  readonly view?: AppointmentView;
}

interface Held {
  readonly kind: Drag["kind"];
  readonly column: GridColumn;
  /** Minutes at which it was grasped, counted from the visit's start when one is carried. */
  readonly grasp: number;
  readonly view?: AppointmentView;
  readonly span?: Span;
  readonly x: number;
  readonly y: number;
}

interface PointerProps {
  canvas: RefObject<HTMLDivElement | null>;
  columns: readonly GridColumn[];
  mayBook: boolean;
  mayMove: (view: AppointmentView) => boolean;
  onPick: (column: GridColumn, visit: AppointmentId) => void;
  onBook: (column: GridColumn, from: number) => void;
  onDraw: (column: GridColumn, span: Span) => void;
  onDrop: (view: AppointmentView, column: GridColumn, span: Span) => void;
}

/** Less than this is a click with an unsteady hand, pixels. */
const SLACK = 4;
/** So near to an edge the grid scrolls along, pixels. */
const EDGE = 32;

/** Which column and minute lie under a point of the canvas. */
export function pointAt(
  box: Pick<DOMRect, "left" | "right" | "top" | "width" | "height">,
  point: { x: number; y: number },
  grid: { ruler: number; columns: number; rtl: boolean },
): { column: number; minute: number } {
  const along = (grid.rtl ? box.right - point.x : point.x - box.left) - grid.ruler;
  const breadth = (box.width - grid.ruler) / grid.columns;
  const column = Math.floor(along / breadth);
  const minute = ((point.y - box.top) / box.height) * DAY;
  return {
    column: Math.max(0, Math.min(grid.columns - 1, column)),
    minute: Math.max(0, Math.min(DAY, minute)),
  };
}

/** The mouse in the grid. Each thing it does has a key. */
export function useGridPointer(props: PointerProps) {
  const { canvas, columns, mayBook, mayMove, onPick, onBook, onDraw, onDrop } = props;
  const [held, setHeld] = useState<Held | null>(null);
  const [drag, setDrag] = useState<Drag | null>(null);

  const under = (event: PointerEvent) => {
    const element = canvas.current;
    if (!element) return undefined;
    const style = getComputedStyle(element);
    const ruler = element.querySelector<HTMLElement>("[data-ruler]")?.offsetWidth ?? 0;
    const rtl = style.direction === "rtl";
    const at = pointAt(
      element.getBoundingClientRect(),
      { x: event.clientX, y: event.clientY },
      { ruler, columns: columns.length, rtl },
    );
    const column = columns[at.column];
    return column && { column, minute: at.minute };
  };

  const letGo = (): void => {
    setHeld(null);
    setDrag(null);
  };

  const press = (event: PointerEvent<HTMLDivElement>): void => {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element)) return;
    const here = canvas.current?.contains(target) ? under(event) : undefined;
    if (!here) return;
    const { column, minute } = here;
    const start = { column, x: event.clientX, y: event.clientY };
    const id = target.closest<HTMLElement>("[data-visit]")?.dataset["visit"];
    const found =
      id && [...column.visits.values()].find(({ appointment }) => appointment.id === id);
    const span = found && column.spans.get(found.appointment.id);
    if (!found || !span) {
      setHeld({ ...start, kind: "draw", grasp: minute });
      return;
    }
    const kind = target.closest("[data-handle]") ? "resize" : "move";
    setHeld({ ...start, kind, grasp: minute - span.from, view: found, span });
  };

  const pull = (event: PointerEvent<HTMLDivElement>): void => {
    if (!held || event.pointerType === "touch") return;
    const moved = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (!drag && moved < SLACK) return;
    if (held.view ? !mayMove(held.view) : !mayBook) return;
    const here = under(event);
    if (!here) return;
    if (!drag) event.currentTarget.setPointerCapture(event.pointerId);
    scrollAlong(event.currentTarget, event.clientY);
    setDrag(dragged(held, here.column, here.minute));
  };

  const release = (event: PointerEvent<HTMLDivElement>): void => {
    if (held && drag) {
      if (drag.view) onDrop(drag.view, drag.column, drag.span);
      else onDraw(drag.column, drag.span);
    } else if (held?.view) {
      onPick(held.column, held.view.appointment.id);
    } else if (held && mayBook && event.button === 0) {
      const stop = stopAt(held.column.stops, held.grasp);
      if (stop && stop.kind !== "visit") onBook(held.column, stop.from);
    }
    letGo();
  };

  const isHeld = held !== null;
  const abandon = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    letGo();
  });
  useEffect(() => {
    if (!isHeld) return;
    const hear = (event: KeyboardEvent): void => abandon(event);
    document.addEventListener("keydown", hear, { capture: true });
    return () => document.removeEventListener("keydown", hear, { capture: true });
  }, [isHeld]);

  return {
    drag,
    handlers: {
      onPointerDown: press,
      onPointerMove: pull,
      onPointerUp: release,
      onPointerCancel: letGo,
    },
  };
}

function dragged(held: Held, column: GridColumn, minute: number): Drag {
  const { kind, view, span, grasp } = held;
  if (!view || !span) return { kind, column: held.column, span: drawn(grasp, minute) };
  return kind === "resize"
    ? { kind, view, column: held.column, span: endingAt(span, minute) }
    : { kind, view, column, span: movedTo(span, minute - grasp) };
}

function scrollAlong(canvas: HTMLElement, y: number): void {
  const frame = canvas.closest<HTMLElement>("[data-frame]");
  if (!frame) return;
  const { top, bottom } = frame.getBoundingClientRect();
  if (y > bottom - EDGE) frame.scrollTop += EDGE / 2;
  else if (y < top + 2 * EDGE) frame.scrollTop -= EDGE / 2;
}
