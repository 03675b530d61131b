import { describe, expect, test } from "vitest";

import {
  type Block,
  DAY,
  type Slot,
  type Span,
  drawn,
  endingAt,
  lanes,
  movedTo,
  shown,
  slots,
  snap,
  spanOf,
  stopAt,
  stops,
} from "./layout";

/** Numbers that are the same on every run: a property that fails can be looked at again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const RUNS = Array.from({ length: 300 }, (_, seed) => seed);

function someBlocks(roll: (sides: number) => number): Block[] {
  return Array.from({ length: roll(14) }, (_, index) => {
    // Small numbers, so that blocks collide, touch and reach the end of the day.
    const from = roll(2) ? roll(40) * 5 : DAY - 5 - roll(20) * 5;
    return {
      id: `v${index}`,
      from,
      to: Math.min(DAY, from + 5 + roll(12) * 5),
      occupies: roll(4) > 0,
    };
  });
}

const meet = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

describe("lanes", () => {
  test("no block covers another, and every block has a place in the column", () => {
    for (const seed of RUNS) {
      const roll = dice(seed);
      const blocks = someBlocks(roll);
      const least = roll(5) * 5;
      const placed = lanes(blocks, least);
      expect(placed.size).toBe(blocks.length);
      const boxes = blocks.map((block) => ({ ...shown(block, least), lane: placed.get(block.id) }));
      for (const [index, { lane, ...box }] of boxes.entries()) {
        if (!lane) throw new Error("no lane");
        expect(lane.start).toBeGreaterThanOrEqual(0);
        expect(lane.start + lane.breadth).toBeLessThanOrEqual(1 + 1e-9);
        expect(lane.breadth).toBeGreaterThan(0);
        for (const other of boxes.slice(index + 1)) {
          if (!other.lane || !meet(box, other)) continue;
          const apart =
            lane.start + lane.breadth <= other.lane.start + 1e-9 ||
            other.lane.start + other.lane.breadth <= lane.start + 1e-9;
          expect(apart, `seed ${seed}`).toBe(true);
        }
      }
    }
  });

  test("a block that meets no other takes the whole column", () => {
    for (const seed of RUNS) {
      const blocks = someBlocks(dice(seed));
      const placed = lanes(blocks, 0);
      for (const block of blocks) {
        if (blocks.some((other) => other.id !== block.id && meet(block, other))) continue;
        expect(placed.get(block.id)).toEqual({ start: 0, breadth: 1 });
      }
    }
  });

  test("the order in which blocks are given changes nothing", () => {
    for (const seed of RUNS) {
      const blocks = someBlocks(dice(seed));
      expect(lanes(blocks.toReversed(), 15)).toEqual(lanes(blocks, 15));
    }
  });

  test("a cancelled visit leaves most of the column to the one that took its time", () => {
    const placed = lanes(
      [
        { id: "cancelled", from: 540, to: 560, occupies: false },
        { id: "booked", from: 540, to: 560, occupies: true },
      ],
      0,
    );
    expect(placed.get("booked")).toEqual({ start: 0, breadth: 0.7 });
    expect(placed.get("cancelled")?.start).toBe(0.7);
  });
});

describe("slots", () => {
  test("free stretches and booked ones tile the day", () => {
    for (const seed of RUNS) {
      const roll = dice(seed);
      const taken = lanesFree(someBlocks(roll));
      const open = 360 + roll(60) * 5;
      const close = open + 60 + roll(80) * 5;
      const noon = open + roll(12) * 5;
      const pause = { from: noon, to: Math.min(close, noon + 30) };
      const working = [
        { from: open, to: pause.from },
        { from: pause.to, to: Math.min(DAY, close) },
      ].filter(({ from, to }) => from < to);
      const breaks = [pause].filter(({ from, to }) => from < to);
      const step = 5 + roll(10) * 5;
      const free = slots({ working, breaks, taken, step });
      const all: Span[] = [...free, ...taken].toSorted((one, other) => one.from - other.from);
      expect(all[0]?.from).toBe(0);
      expect(all.at(-1)?.to).toBe(DAY);
      for (const [index, next] of all.slice(1).entries()) expect(next.from).toBe(all[index]?.to);
      for (const slot of free) {
        expect(slot.to - slot.from).toBeLessThanOrEqual(Math.max(step, 30));
        expect(kindAt(slot, working, breaks)).toBe(slot.kind);
      }
    }
  });

  test("a day of work is cut into usual visits from its beginning, and goes on after a visit", () => {
    const open = slots({
      working: [{ from: 540, to: 640 }],
      breaks: [{ from: 640, to: 660 }],
      taken: [{ from: 560, to: 585 }],
      step: 20,
    }).filter(({ kind }) => kind !== "closed");
    expect(open.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [540, 560, "open"],
      [585, 600, "open"],
      [600, 620, "open"],
      [620, 640, "open"],
      [640, 660, "break"],
    ]);
  });
});

/** Blocks of which none meets another. */
function lanesFree(blocks: readonly Block[]): Span[] {
  const kept: Span[] = [];
  for (const { from, to } of blocks.toSorted((one, other) => one.from - other.from)) {
    if ((kept.at(-1)?.to ?? 0) <= from) kept.push({ from, to });
  }
  return kept;
}

function kindAt({ from }: Slot, working: Span[], breaks: Span[]): Slot["kind"] {
  const holds = (spans: Span[]): boolean => spans.some((one) => one.from <= from && from < one.to);
  return holds(working) ? "open" : holds(breaks) ? "break" : "closed";
}

describe("stops", () => {
  const all = stops(
    [
      { from: 540, to: 560, kind: "open" },
      { from: 580, to: 600, kind: "open" },
    ],
    [
      { id: "a", from: 560, to: 580, occupies: true },
      { id: "gone", from: 540, to: 560, occupies: false },
    ],
  );

  test("follow the day; the free stretch comes before the visit that left it free", () => {
    expect(all.map(({ from, visit }) => visit ?? from)).toEqual([540, "gone", "a", 580]);
  });

  test("the stop at a time holds it, or begins nearest to it", () => {
    expect(stopAt(all, 570)?.visit).toBe("a");
    expect(stopAt(all, 700)?.from).toBe(580);
    expect(stopAt(all, 0)?.from).toBe(540);
    expect(stopAt([], 540)).toBeUndefined();
  });
});

describe("a drag", () => {
  test("keeps a moved visit's length and stays within the day, in steps of five minutes", () => {
    for (const seed of RUNS) {
      const roll = dice(seed);
      const from = roll(DAY - 5);
      const visit = { from, to: Math.min(DAY, from + 5 + roll(480)) };
      const moved = movedTo(visit, roll(2 * DAY) - DAY / 2);
      expect(moved.to - moved.from).toBe(visit.to - visit.from);
      expect(moved.from).toBeGreaterThanOrEqual(0);
      expect(moved.to).toBeLessThanOrEqual(DAY);
      expect(moved.from % 5 === 0 || moved.to === DAY).toBe(true);
    }
  });

  test("makes a visit five minutes long at least and eight hours at most", () => {
    for (const seed of RUNS) {
      const roll = dice(seed);
      const from = roll(DAY / 5) * 5;
      for (const span of [
        endingAt({ from, to: from }, roll(2 * DAY) - DAY / 2),
        drawn(roll(DAY + 100) - 50, roll(DAY + 100) - 50),
      ]) {
        expect(span.to - span.from).toBeGreaterThanOrEqual(5);
        expect(span.to - span.from).toBeLessThanOrEqual(480);
        expect(span.from).toBeGreaterThanOrEqual(0);
        expect(span.to).toBeLessThanOrEqual(DAY);
      }
    }
  });

  test("covers what lies between its two ends, in either direction", () => {
    expect(drawn(542, 563)).toEqual({ from: 540, to: 565 });
    expect(drawn(563, 542)).toEqual({ from: 540, to: 565 });
    expect(snap(542)).toBe(540);
  });
});

test.each([
  [540, 560, 20, 560],
  [60, 120, 30, 120], // the clocks go forward in between
  [105, 75, 30, 135], // they go back in between: the end reads earlier
  [1430, 0, 30, 1440],
])("a visit from %d to %d of %d minutes ends at %d on the ruler", (from, end, minutes, to) => {
  expect(spanOf(from, end, minutes)).toEqual({ from, to });
});
