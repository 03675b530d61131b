import { useEffect, useEffectEvent, useRef, useState } from "react";

import type { LocalDate } from "@/ipc/generated/commands";

import {
  type Cursor,
  type GridColumn,
  type Standing,
  columnKey,
  cursorOf,
  firstStanding,
  standingAt,
} from "../grid/columns";
import type { Place } from "./usePlace";

/** How long the cursor rests on a visit before the URL says so. */
const REST_MS = 200;

/** Where the cursor stands, in step with the visit that the URL names. */
export function useCursor(columns: readonly GridColumn[], isBehind: boolean, place: Place) {
  const { search, own, now } = place;
  const named = search.appointment;
  const [cursor, setCursor] = useState<Cursor | undefined>(
    named && { column: "", at: 0, visit: named },
  );
  const [calls, setCalls] = useState(0);
  const synced = useRef(named);

  const first = firstStanding(columns, own, now);
  const standing = isBehind ? undefined : standingAt(columns, cursor ?? (first && cursorOf(first)));
  const visit = standing?.stop.visit;

  const follow = useEffectEvent((id: typeof named): void => {
    if (id === undefined || id === synced.current) return;
    synced.current = id;
    setCursor({ column: "", at: 0, visit: id });
    setCalls((count) => count + 1);
  });
  useEffect(() => follow(named), [named]);

  const tell = useEffectEvent((id: typeof named): void => {
    if (isBehind || id === synced.current) return;
    synced.current = id;
    place.go({ appointment: id }, true);
  });
  useEffect(() => {
    const timer = setTimeout(() => tell(visit), REST_MS);
    return () => clearTimeout(timer);
  }, [visit]);

  return {
    standing,
    /** The visit under the cursor. */
    view: visit && standing?.column.visits.get(visit),
    /** Counts up when the grid is to have the focus again. */
    calls,
    focus: (): void => setCalls((count) => count + 1),
    stand: (to: Standing): void => {
      if (!isBehind) setCursor(cursorOf(to));
    },
    /** Goes to a visit, wherever it is in sight. */
    standOn: (id: NonNullable<typeof named>): void => {
      setCursor((before) => ({ column: before?.column ?? "", at: before?.at ?? 0, visit: id }));
      setCalls((count) => count + 1);
    },
    /** The same practitioner and time on another day; from the far end when one walked over the edge. */
    carry: (date: LocalDate, edge?: "first" | "last"): void => {
      if (!standing) return;
      const at = edge === "first" ? columns[0] : edge === "last" ? columns.at(-1) : standing.column;
      setCursor({
        column: columnKey(at?.practitioner ?? standing.column.practitioner, date),
        at: standing.stop.from,
      });
    },
  };
}
