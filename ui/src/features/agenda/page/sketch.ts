import { minutesOf } from "@/format/dates";

import type { PlaceFields } from "../booking/fields";
import type { Change } from "../change/useChange";
import type { Sketch } from "../grid/AgendaGrid";
import { columnKey } from "../grid/columns";
import { DAY } from "../grid/layout";

/** What is being booked, as the grid draws it; nothing while the form does not say where. */
export function sketched(fields: PlaceFields | null): Sketch | undefined {
  if (!fields?.practitioner || !fields.date || !fields.start || !fields.minutes) return undefined;
  const from = minutesOf(fields.start);
  const to = Math.min(DAY, from + fields.minutes);
  return { column: columnKey(fields.practitioner, fields.date), from, to };
}

/** A visit that is being moved, as the grid draws it. */
export const changed = ({ view, place }: Change): Sketch => ({
  column: columnKey(place.practitioner, place.date),
  from: place.from,
  to: place.to,
  view,
});
