/** Minutes in a day on the wall clock. Days on which the clocks change are drawn like any other. */
export const DAY = 1440;
/** Drags and keys move in steps of so many minutes. */
export const SNAP = 5;
/** Time that nobody works is walked through in steps of so many minutes. */
const CLOSED_STEP = 30;
/** What visits that do not take place may cover of a column while others share it. */
const GHOST_SHARE = 0.3;

/** A stretch of a day, in minutes from midnight: from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A visit as the layout sees it. */
export interface Block<Id extends string = string> extends Span {
  readonly id: Id;
  /** Whether it takes its time: a cancelled one does not. */
  readonly occupies: boolean;
}

/** Where a block stands across its column: both as a share of the column's breadth. */
export interface Lane {
  readonly start: number;
  readonly breadth: number;
}

/** A stretch that nobody has booked. */
export interface Slot extends Span {
  readonly kind: "open" | "break" | "closed";
}

/** A place that the cursor can stand on. */
export interface Stop<Id extends string = string> extends Span {
  /** The visit there; none on a free stretch. */
  readonly visit?: Id;
  readonly kind: Slot["kind"] | "visit";
}

const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

/**
 * The stretch between two times of the wall clock. Where the clocks go back in between, the end may
 * read earlier than the start; then the length decides.
 */
export function spanOf(start: number, end: number, minutes: number): Span {
  const to = end > start ? end : start + minutes;
  return { from: start, to: Math.min(DAY, Math.max(to, start + 1)) };
}

/** The stretch that a block covers on the screen, where nothing is lower than `least` minutes. */
export function shown({ from, to }: Span, least: number): Span {
  const start = Math.max(0, Math.min(from, DAY - least));
  return { from: start, to: Math.min(DAY, Math.max(to, start + least)) };
}

/**
 * Puts blocks side by side where they overlap on the screen, so that none covers another. Those
 * that take their time come first; those that do not share a strip at the end.
 */
export function lanes<Id extends string>(
  blocks: readonly Block<Id>[],
  least: number,
): Map<Id, Lane> {
  const boxes = blocks
    .map((block) => ({ ...block, ...shown(block, least) }))
    .toSorted((one, other) => one.from - other.from || (one.id < other.id ? -1 : 1));
  const placed = new Map<Id, Lane>();
  let heap: typeof boxes = [];
  let end = 0;
  const settle = (): void => {
    const solid = heap.filter(({ occupies }) => occupies);
    const ghosts = heap.filter(({ occupies }) => !occupies);
    const edge = ghosts.length === 0 ? 1 : solid.length === 0 ? 0 : 1 - GHOST_SHARE;
    spread(solid, 0, edge, placed);
    spread(ghosts, edge, 1 - edge, placed);
  };
  for (const block of boxes) {
    if (block.from >= end) {
      settle();
      heap = [];
    }
    heap.push(block);
    end = Math.max(end, block.to);
  }
  settle();
  return placed;
}

/** Gives each block the first lane that is free, and every lane the same breadth. */
function spread<Id extends string>(
  blocks: readonly Block<Id>[],
  start: number,
  breadth: number,
  placed: Map<Id, Lane>,
): void {
  const ends: number[] = [];
  const laneOf = blocks.map((block) => {
    const free = ends.findIndex((end) => end <= block.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = block.to;
    return lane;
  });
  blocks.forEach(({ id }, index) => {
    const share = breadth / ends.length;
    placed.set(id, { start: start + (laneOf[index] ?? 0) * share, breadth: share });
  });
}

interface Day {
  readonly working: readonly Span[];
  readonly breaks: readonly Span[];
  /** What is booked. */
  readonly taken: readonly Span[];
  /** How long a visit usually is, minutes. */
  readonly step: number;
}

/**
 * Cuts what is not booked into stretches to stand on: of a usual visit's length from the beginning
 * of work, so that the day fills without leaving scraps, and of half an hour outside working hours.
 */
export function slots({ working, breaks, taken, step }: Day): Slot[] {
  const edges = [{ from: 0, to: DAY }, ...working, ...breaks, ...taken];
  const cuts = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const { from, to } of working) {
    for (let at = from; at < to; at += Math.max(SNAP, step)) cuts.add(at);
  }
  for (let at = 0; at < DAY; at += CLOSED_STEP) {
    if (!inside(at, working) && !inside(at, breaks)) cuts.add(at);
  }
  const times = [...cuts]
    .filter((at) => at >= 0 && at <= DAY)
    .toSorted((one, other) => one - other);
  return times.flatMap((from, index): Slot[] => {
    const to = times[index + 1];
    if (to === undefined || taken.some((one) => overlaps(one, { from, to }))) return [];
    const kind = inside(from, working) ? "open" : inside(from, breaks) ? "break" : "closed";
    return [{ from, to, kind }];
  });
}

const inside = (at: number, spans: readonly Span[]): boolean =>
  spans.some(({ from, to }) => from <= at && at < to);

/** Everything that the cursor can stand on in a column, in the order of the day. */
export function stops<Id extends string>(
  free: readonly Slot[],
  blocks: readonly Block<Id>[],
): Stop<Id>[] {
  const visits = blocks.map(({ id, from, to }): Stop<Id> => ({
    from,
    to,
    kind: "visit",
    visit: id,
  }));
  // At the same time the free stretch comes before the visit that left it free.
  return [...free, ...visits].toSorted(
    (one, other) => one.from - other.from || Number("visit" in one) - Number("visit" in other),
  );
}

/** The stop at a time: the one that holds it, else the one that begins nearest to it. */
export function stopAt<Id extends string>(
  all: readonly Stop<Id>[],
  at: number,
): Stop<Id> | undefined {
  const holding = all.findLast(({ from, to }) => from <= at && at < to);
  if (holding) return holding;
  return all.reduce<Stop<Id> | undefined>((best, stop) => {
    const nearer = best === undefined || Math.abs(stop.from - at) < Math.abs(best.from - at);
    return nearer ? stop : best;
  }, undefined);
}

/** The nearest step of five minutes. */
export const snap = (minutes: number): number => Math.round(minutes / SNAP) * SNAP;

/** A visit moved to begin at a time, within the day. */
export function movedTo({ from, to }: Span, start: number): Span {
  const length = to - from;
  const begin = Math.max(0, Math.min(DAY - length, snap(start)));
  return { from: begin, to: begin + length };
}

/** A visit made to end at a time: five minutes at least, eight hours at most, within the day. */
export function endingAt({ from }: Span, end: number): Span {
  const last = Math.min(DAY, from + 480);
  return { from, to: Math.max(Math.min(from + SNAP, DAY), Math.min(last, snap(end))) };
}

/** The stretch between where a drag began and where it is. */
export function drawn(start: number, now: number): Span {
  const [first, last] = start <= now ? [start, now] : [now, start];
  const from = Math.max(0, Math.min(DAY - SNAP, Math.floor(first / SNAP) * SNAP));
  return endingAt({ from, to: from }, Math.ceil(last / SNAP) * SNAP);
}
