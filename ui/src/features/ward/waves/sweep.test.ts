import { describe, expect, test } from "vitest";

import { chunk } from "@/testing/ward";

import { WaveStream, WaveStreams } from "./stream";
import { type Pen, along, due, sweep } from "./sweep";

/** Ten samples a second: sample n lies at 100 n ms when piece 0..k arrives at once with its end. */
function streamOf(first: number, samples: (number | null)[], now: number): WaveStream {
  return new WaveStream(chunk(first, samples), now);
}

const numbers = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index);

describe("a sweep", () => {
  test("draws every sample that is due, however long ago the last call was", () => {
    const stream = streamOf(0, numbers(0, 50), 5000);
    const { strokes, gaps } = sweep(stream, { time: 999 }, 4000);
    expect(gaps).toEqual([]);
    expect(strokes).toHaveLength(1);
    const values = strokes[0]?.filter((_, index) => index % 2 === 1);
    expect(values).toEqual(numbers(9, 32));
  });

  test("calls that follow on draw one line: each begins where the last ended", () => {
    const stream = streamOf(0, numbers(0, 50), 5000);
    let pen: Pen = { time: 950 };
    const drawn: number[] = [];
    const begins: number[][] = [];
    const ends: number[][] = [];
    for (let to = 970; to <= 2000; to += 16) {
      const swept = sweep(stream, pen, to);
      pen = swept.pen;
      for (const stroke of swept.strokes) {
        begins.push(stroke.slice(0, 2));
        ends.push(stroke.slice(-2));
        drawn.push(...stroke.slice(2));
      }
    }
    expect(begins.slice(1)).toEqual(ends.slice(0, -1));
    expect(drawn.filter((_, index) => index % 2 === 1)).toEqual(numbers(10, 10));
  });

  test("no line joins samples between which one is missing", () => {
    const stream = streamOf(0, [0, 1, 2, null, null, 5, 6, 7], 800);
    const { strokes, gaps } = sweep(stream, { time: -1 }, 700);
    expect(strokes.map((stroke) => stroke.filter((_, index) => index % 2 === 1))).toEqual([
      [0, 1, 2],
      [5, 6, 7],
    ]);
    expect(gaps).toEqual([{ from: 200, to: 500 }]);
  });

  test("no line joins pieces that do not follow on", () => {
    const stream = streamOf(0, [0, 1, 2], 300);
    stream.take(chunk(8, [8, 9]), 1000);
    const { strokes, gaps } = sweep(stream, { time: -1 }, 900);
    expect(strokes).toHaveLength(2);
    expect(gaps).toEqual([{ from: 200, to: 800 }]);
  });

  test("a stream that stands still in the clock of samples is not drawn twice", () => {
    const stream = streamOf(0, numbers(0, 20), 2000);
    const first = sweep(stream, { time: 0 }, 1500);
    // A piece that came a little sooner than the others moves the whole stream by 20 ms.
    stream.take(chunk(20, numbers(20, 5)), 2480);
    const second = sweep(stream, first.pen, 1700);
    const values = second.strokes[0]?.filter((_, index) => index % 2 === 1);
    expect(values).toEqual([15, 16, 17]);
    expect(second.gaps).toEqual([]);
  });

  test("where nothing was ever heard there is a gap and no line", () => {
    expect(sweep(undefined, { time: 100 }, 200)).toMatchObject({
      strokes: [],
      gaps: [{ from: 100, to: 200 }],
    });
  });
});

describe("what is due", () => {
  test("stays 300 ms behind, and waits for a piece that is a little late", () => {
    const stream = streamOf(0, numbers(0, 20), 2000);
    expect(due(stream, 2100)).toBe(1800);
    expect(due(stream, 2500)).toBeCloseTo(1900);
  });

  test("does not wait for a monitor that is silent: the pen leaves a gap", () => {
    const stream = streamOf(0, numbers(0, 20), 2000);
    const to = due(stream, 3500);
    expect(to).toBe(3200);
    const { gaps } = sweep(stream, { time: 1900, stream, number: 19 }, to);
    expect(gaps).toEqual([{ from: 1900, to: 3200 }]);
  });
});

describe("a stream", () => {
  test("takes earlier samples in, and the same ones only once", () => {
    const stream = streamOf(10, [10, 11], 1200);
    stream.take(chunk(5, [5, 6, 7, 8, 9, 99, 99]), 1250);
    expect(numbers(5, 7).map((number) => stream.value(number))).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(stream.first).toBe(5);
    stream.take(chunk(0, [0, 1]), 1250);
    expect(stream.first).toBe(5);
    expect(stream.isReal(0)).toBe(false);
  });

  test("a count that begins anew is another stream", () => {
    const streams = new WaveStreams();
    streams.take([chunk(500, numbers(0, 10))], 0);
    const before = streams.get("mon-1", "ecg_ii");
    streams.take([chunk(510, numbers(0, 10))], 1000);
    expect(streams.get("mon-1", "ecg_ii")).toBe(before);
    streams.take([chunk(0, numbers(0, 10))], 2000);
    expect(streams.get("mon-1", "ecg_ii")).not.toBe(before);
    expect(streams.get("mon-1", "pleth")).toBeUndefined();
  });

  test("keeps its time by the earliest arrival: pieces that come late do not slow it", () => {
    const stream = streamOf(0, numbers(0, 10), 1000);
    for (let piece = 1; piece < 20; piece += 1) {
      const late = piece % 3 === 0 ? 90 : 10;
      stream.take(chunk(piece * 10, numbers(0, 10)), 1000 + piece * 1000 + late);
    }
    expect(stream.time(0)).toBe(0);
  });

  test("forgets what is too old to be shown, and never calls it real", () => {
    const stream = streamOf(0, numbers(0, 10), 1000);
    stream.take(chunk(1000, numbers(0, 10)), 101_000);
    expect(stream.isReal(5)).toBe(false);
    expect(stream.isReal(700)).toBe(false);
    expect(stream.isReal(1005)).toBe(true);
  });
});

test("time runs along the track and begins again at its start", () => {
  const track = { start: 10, length: 100, speed: 0.1 };
  expect([0, 500, 999, 1000, 1500, -100].map((time) => along(track, time))).toEqual([
    10,
    60,
    expect.closeTo(109.9),
    10,
    60,
    100,
  ]);
});
