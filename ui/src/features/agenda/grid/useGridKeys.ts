import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentView } from "@/ipc/generated/commands";

import type { Nudge } from "../change/useChange";
import { type GridColumn, type Standing, stepped } from "./columns";

export interface GridKeys {
  columns: readonly GridColumn[];
  standing: Standing | undefined;
  onStand: (standing: Standing) => void;
  /** Beyond the first or the last column. */
  onEdge: (by: -1 | 1) => void;
  /** A free stretch was chosen. */
  onBook: (column: GridColumn, from: number) => void;
  /** A visit was opened. */
  onOpen: (view: AppointmentView) => void;
  /** Whether a visit is in the air: then the keys concern it alone. */
  isMoving: boolean;
  onNudge: (view: AppointmentView, by: Nudge) => void;
  onConfirm: () => void;
  onAbandon: () => void;
}

type Direction = "up" | "down" | "before" | "after";

const nudges: Record<Direction, Nudge> = {
  up: "earlier",
  down: "later",
  before: "before",
  after: "after",
};

/**
 * The keys that walk the grid, and that move and stretch the visit under the cursor: these repeat
 * while held, which keys of the registry do not.
 */
export function useGridKeys(keys: GridKeys & { onMoved: () => void }) {
  const { i18n } = useTranslation();
  const rtl = i18n.dir() === "rtl";
  const directions: Record<string, Direction> = {
    ArrowUp: "up",
    ArrowDown: "down",
    ArrowLeft: rtl ? "after" : "before",
    ArrowRight: rtl ? "before" : "after",
  };

  /** Moves or stretches; says whether the key meant that. */
  const nudge = (event: KeyboardEvent, direction: Direction, view: AppointmentView): boolean => {
    const stretches = event.shiftKey && !event.altKey;
    if (stretches && (direction === "up" || direction === "down")) {
      keys.onNudge(view, direction === "up" ? "shorter" : "longer");
      return true;
    }
    if (stretches || !(event.altKey || keys.isMoving)) return false;
    keys.onNudge(view, nudges[direction]);
    return true;
  };

  const walk = (standing: Standing, step: Parameters<typeof stepped>[2]): void => {
    const next = stepped(keys.columns, standing, step);
    if (next) {
      keys.onStand(next);
      keys.onMoved();
    } else if (step === "before" || step === "after") keys.onEdge(step === "after" ? 1 : -1);
  };

  const act = ({ column, stop }: Standing, view: AppointmentView | undefined): void => {
    if (keys.isMoving) keys.onConfirm();
    else if (view) keys.onOpen(view);
    else keys.onBook(column, stop.from);
  };

  return (event: KeyboardEvent): void => {
    const { standing } = keys;
    if (!standing || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const { stop, column } = standing;
    const view = stop.visit && column.visits.get(stop.visit);
    const direction = directions[event.key];
    if (direction) {
      event.preventDefault();
      if (view && nudge(event, direction, view)) return;
      if (!event.altKey && !event.shiftKey) walk(standing, direction);
      return;
    }
    if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      walk(standing, event.key === "Home" ? "first" : "last");
    } else if ((event.key === "Enter" || event.key === " ") && !event.repeat) {
      event.preventDefault();
      act(standing, view);
    } else if (event.key === "Escape" && keys.isMoving) {
      event.preventDefault();
      event.stopPropagation();
      keys.onAbandon();
    }
  };
}
