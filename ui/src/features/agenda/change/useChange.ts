import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePlaceText } from "@/appointment/usePlaceText";
import { minutesOf, timeAt } from "@/format/dates";
import { CommandFailed } from "@/ipc/call";
import type {
  AppointmentView,
  Failure,
  LocalDate,
  PractitionerId,
  RoomId,
  Slot,
} from "@/ipc/generated/commands";

import { type GridColumn, columnKey, visitSpan } from "../grid/columns";
import { SNAP, type Span, endingAt, movedTo } from "../grid/layout";
import type { Steps } from "../steps/useSteps";

/** A place that a visit may get. */
export interface Place extends Span {
  readonly practitioner: PractitionerId;
  readonly room?: RoomId | undefined;
  readonly date: LocalDate;
}

/** A visit that is being moved or stretched, and has not been put down yet. */
export interface Change {
  readonly view: AppointmentView;
  readonly place: Place;
  /** Why the core did not take it. */
  readonly failure?: Failure;
}

export type Nudge = "earlier" | "later" | "before" | "after" | "shorter" | "longer";

const placeOf = (view: AppointmentView): Place => {
  const { practitioner, date } = view.appointment;
  const { from, to } = visitSpan(view);
  return { practitioner, date, from, to };
};

const isSame = (one: Place, other: Place): boolean =>
  columnKey(one.practitioner, one.date) === columnKey(other.practitioner, other.date) &&
  one.from === other.from &&
  one.to === other.to;

/** The place one step on; the same place where there is no further. */
export function nudged(place: Place, by: Nudge, columns: readonly GridColumn[]): Place {
  switch (by) {
    case "earlier":
      return { ...place, ...movedTo(place, place.from - SNAP) };
    case "later":
      return { ...place, ...movedTo(place, place.from + SNAP) };
    case "shorter":
      return { ...place, ...endingAt(place, place.to - SNAP) };
    case "longer":
      return { ...place, ...endingAt(place, place.to + SNAP) };
    case "before":
    case "after": {
      const key = columnKey(place.practitioner, place.date);
      const here = columns.findIndex((column) => column.key === key);
      const next = columns[here + (by === "after" ? 1 : -1)];
      if (here < 0 || !next) return place;
      return { ...place, practitioner: next.practitioner, date: next.date };
    }
  }
}

/**
 * Moving a visit: shown as it goes, put down with `confirm`, left as it was with `abandon`. What the
 * core refuses stays in the air, with the reason, until a person decides.
 */
export function useChange(steps: Steps, columns: readonly GridColumn[]) {
  const { t } = useTranslation();
  const placeText = usePlaceText();
  const [change, setChange] = useState<Change | null>(null);

  const send = async (view: AppointmentView, place: Place, outside: boolean): Promise<void> => {
    const before = placeOf(view);
    if (isSame(before, place)) {
      setChange(null);
      return;
    }
    const length = place.to - place.from;
    // Across a change of clocks the ruler shows another length than the visit has.
    const minutes = length === before.to - before.from ? view.appointment.minutes : length;
    const { practitioner, room, date } = place;
    const isResize = isSame({ ...before, to: place.to }, place);
    const title = isResize
      ? t("agenda.did.resized", { minutes })
      : t("agenda.did.moved", { place: placeText(place) });
    setChange({ view, place });
    try {
      const start = timeAt(place.from);
      const wanted = { practitioner, room, date, start, minutes, outside_hours: outside };
      await steps.move(view, wanted, title);
      setChange(null);
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      setChange({ view, place, failure: error.failure });
    }
  };

  return {
    change,
    nudge: (view: AppointmentView, by: Nudge): void =>
      setChange((now) => {
        const place = now?.view.appointment.id === view.appointment.id ? now.place : placeOf(view);
        return { view, place: nudged(place, by, columns) };
      }),
    /** A visit that was dropped somewhere, or put there by a form. */
    put: (view: AppointmentView, place: Place): void => void send(view, place, false),
    confirm: (outside = false): void => {
      if (change) void send(change.view, change.place, outside);
    },
    /** Takes a free time that was offered instead. */
    take: ({ practitioner, room, date, start, minutes }: Slot): void => {
      if (!change) return;
      const from = minutesOf(start);
      void send(change.view, { practitioner, room, date, from, to: from + minutes }, false);
    },
    abandon: (): void => setChange(null),
  };
}

export type Changing = ReturnType<typeof useChange>;
