import type { Instant } from "@/ipc/generated/commands";

import { onTheWall } from "./dates";

/**
 * The instant at which the facility's clock shows a date and a time; nothing where it never does,
 * because the clocks go forward. Of two when they go back, the later.
 */
export function instantAt(date: string, time: string, zone: string): Instant | undefined {
  const wanted = Date.parse(`${date}T${time.slice(0, 5)}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  const shownAt = (instant: number): number => {
    const wall = onTheWall(new Date(instant), zone);
    return Date.parse(`${wall.date}T${wall.time}:00Z`);
  };
  let instant = wanted;
  for (let pass = 0; pass < 2; pass += 1) instant -= shownAt(instant) - wanted;
  return shownAt(instant) === wanted ? (new Date(instant).toISOString() as Instant) : undefined;
}

/** A moment as it travels. */
export const instantOf = (moment: Date): Instant => moment.toISOString() as Instant;
