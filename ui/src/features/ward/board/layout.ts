import type { ActiveAlarm, WardBed } from "@/ipc/generated/commands";

import { urgency } from "../alarms/order";

/** How many beds stand on the screen at once. */
export type Layout = 1 | 4 | 6 | 9;

export const layouts: readonly Layout[] = [1, 4, 6, 9];

/** The smallest layout that holds all beds; the largest where none does. */
export const fitting = (beds: number): Layout => layouts.find((layout) => beds <= layout) ?? 9;

/** How many tiles stand beside each other. */
export const columnsOf = (layout: Layout): 1 | 2 | 3 => (layout === 1 ? 1 : layout === 4 ? 2 : 3);

/** What the bed is called: the monitor's name while it stands nowhere. */
export const placeOf = ({ assignment, monitor }: WardBed): string =>
  assignment?.bed ?? monitor.monitor;

/** Beds with alarms first, the most urgent at the start; else as the core has them, by name. */
export function arranged(
  beds: readonly WardBed[],
  alarms: readonly ActiveAlarm[],
  alarmsFirst: boolean,
): readonly WardBed[] {
  if (!alarmsFirst) return beds;
  const of = (bed: WardBed): number =>
    urgency(alarms.filter(({ alarm }) => alarm.key.monitor === bed.monitor.monitor));
  return beds.toSorted((one, other) => of(other) - of(one));
}

export interface BoardPage {
  readonly beds: readonly WardBed[];
  readonly page: number;
  readonly pages: number;
}

/** The beds of a page, counted from 1; a page that does not exist is the last. */
export function pageOf(beds: readonly WardBed[], layout: Layout, wanted: number): BoardPage {
  const pages = Math.max(1, Math.ceil(beds.length / layout));
  const page = Math.min(pages, Math.max(1, Math.floor(wanted) || 1));
  return { beds: beds.slice((page - 1) * layout, page * layout), page, pages };
}
