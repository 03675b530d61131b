import { minutesOf } from "@/format/dates";
import type {
  AgendaColumn,
  AppointmentId,
  AppointmentView,
  LeaseView,
  LocalDate,
  PractitionerId,
  Stretch,
} from "@/ipc/generated/commands";

import {
  type Block,
  type Lane,
  type Span,
  type Stop,
  lanes,
  slots,
  spanOf,
  stopAt,
  stops,
} from "./layout";

/** Lower than so many minutes nothing is drawn, so that it can be read and hit. */
export const LEAST = 10;

/** A stretch that is leased. */
export interface LeasedSpan extends Span {
  readonly view: LeaseView;
}

/** A column of the grid: one practitioner's one day, laid out. */
export interface GridColumn {
  readonly key: string;
  readonly practitioner: PractitionerId;
  readonly date: LocalDate;
  readonly working: readonly Span[];
  readonly breaks: readonly Span[];
  /** Times that patients hold whose records are closed to the person. */
  readonly occupied: readonly Span[];
  /** Times that are leased to workstations. */
  readonly leases: readonly LeasedSpan[];
  readonly visits: ReadonlyMap<AppointmentId, AppointmentView>;
  readonly spans: ReadonlyMap<AppointmentId, Span>;
  readonly lanes: ReadonlyMap<AppointmentId, Lane>;
  readonly stops: readonly Stop<AppointmentId>[];
  /** Visits of each kind that somebody asks for at a glance. */
  readonly counts: { booked: number; waiting: number; cancelled: number };
}

export const columnKey = (practitioner: PractitionerId, date: LocalDate): string =>
  `${practitioner}/${date}`;

const spanned = ({ from, to }: Stretch): Span => ({ from: minutesOf(from), to: minutesOf(to) });

/** What takes its time: the rules say so too. */
const occupies = ({ appointment: { status } }: AppointmentView): boolean =>
  status !== "cancelled" && status !== "did_not_attend";

/** The stretch of a visit on the ruler. */
export const visitSpan = ({ appointment, end }: AppointmentView): Span =>
  spanOf(minutesOf(appointment.start), minutesOf(end), appointment.minutes);

/** Lays a practitioner's day out. Without `showsCancelled`, cancelled visits are only counted. */
export function gridColumn(
  { practitioner, date, working, breaks, appointments, leases, occupied = [] }: AgendaColumn,
  { step, showsCancelled }: { step: number; showsCancelled: boolean },
): GridColumn {
  const drawn = appointments.filter(
    ({ appointment: { status } }) => showsCancelled || status !== "cancelled",
  );
  const blocks = drawn.map((view): Block<AppointmentId> => ({
    id: view.appointment.id,
    ...visitSpan(view),
    occupies: occupies(view),
  }));
  const hidden = occupied.map(spanned);
  const day = {
    working: working.map(spanned),
    breaks: breaks.map(spanned),
    taken: [...blocks.filter((block) => block.occupies), ...hidden],
    step,
  };
  const withStatus = (...statuses: string[]): number =>
    appointments.filter(({ appointment: { status } }) => statuses.includes(status)).length;
  return {
    key: columnKey(practitioner, date),
    practitioner,
    date,
    working: day.working,
    breaks: day.breaks,
    occupied: hidden,
    leases: leases.map((view) => ({ ...spanned(view), view })),
    visits: new Map(drawn.map((view) => [view.appointment.id, view])),
    spans: new Map(blocks.map((block) => [block.id, block])),
    lanes: lanes(blocks, LEAST),
    stops: stops(slots(day), blocks),
    counts: {
      booked: appointments.filter(occupies).length,
      waiting: withStatus("arrived"),
      cancelled: withStatus("cancelled"),
    },
  };
}

/** Where the cursor stands: a visit, or a time in a column. */
export interface Cursor {
  readonly column: string;
  readonly at: number;
  readonly visit?: AppointmentId | undefined;
}

/** A cursor that has found its stop. */
export interface Standing {
  readonly column: GridColumn;
  readonly stop: Stop<AppointmentId>;
}

/**
 * The stop under the cursor. A visit is followed to wherever it has moved; a time whose stop is
 * gone gives the nearest one.
 */
export function standingAt(
  columns: readonly GridColumn[],
  cursor: Cursor | undefined,
): Standing | undefined {
  if (cursor?.visit) {
    for (const column of columns) {
      const stop = column.stops.find(({ visit }) => visit === cursor.visit);
      if (stop) return { column, stop };
    }
  }
  const column = columns.find(({ key }) => key === cursor?.column) ?? columns[0];
  const stop = column && stopAt(column.stops, cursor?.at ?? 0);
  return column && stop && { column, stop };
}

/** The lease that a stretch touches. */
export const leaseAt = ({ leases }: GridColumn, { from, to }: Span): LeaseView | undefined =>
  leases.find((one) => one.from < to && from < one.to)?.view;

export const cursorOf = ({ column, stop }: Standing): Cursor => ({
  column: column.key,
  at: stop.from,
  visit: stop.visit,
});

/** One step up or down the day, or across the columns; nothing beyond the edge. */
export function stepped(
  columns: readonly GridColumn[],
  { column, stop }: Standing,
  step: "up" | "down" | "before" | "after" | "first" | "last",
): Standing | undefined {
  const index = column.stops.indexOf(stop);
  const at = (next: Stop<AppointmentId> | undefined): Standing | undefined =>
    next && { column, stop: next };
  switch (step) {
    case "up":
      return at(column.stops[index - 1]);
    case "down":
      return at(column.stops[index + 1]);
    case "first":
      return at(column.stops.find(({ kind }) => kind !== "closed"));
    case "last":
      return at(column.stops.findLast(({ kind }) => kind !== "closed"));
    case "before":
    case "after": {
      const next = columns[columns.indexOf(column) + (step === "after" ? 1 : -1)];
      const there = next && stopAt(next.stops, stop.from);
      return next && there && { column: next, stop: there };
    }
  }
}

/** Where a person begins: now while it is worked, else the first free time of the day. */
export function firstStanding(
  columns: readonly GridColumn[],
  own: PractitionerId | undefined,
  now: { date: string; minute: number },
): Standing | undefined {
  const days = columns.filter(({ date }) => date === now.date);
  const isToday = days.length > 0;
  const offered = isToday ? days : columns;
  const column =
    offered.find(({ practitioner }) => practitioner === own) ??
    offered.find(({ working }) => working.length > 0) ??
    offered[0];
  if (!column) return undefined;
  const isWorked = column.working.some(({ from, to }) => from <= now.minute && now.minute < to);
  const stop =
    isToday && isWorked
      ? stopAt(column.stops, now.minute)
      : (column.stops.find(({ kind }) => kind === "open") ?? stopAt(column.stops, 540));
  return stop && { column, stop };
}
