import type { WaveStream } from "./stream";

/** Where a waveform is drawn: time runs along it and begins again at its start when it is full. */
export interface Track {
  /** First pixel that time runs over. */
  readonly start: number;
  /** How many pixels time runs over. */
  readonly length: number;
  /** Pixels a millisecond. */
  readonly speed: number;
}

/** What a track shows at once, in ms. */
export const windowOf = ({ length, speed }: Track): number => length / speed;

/** Where a time lies on the track. */
export function along({ start, length, speed }: Track, time: number): number {
  const way = (time * speed) % length;
  return start + (way < 0 ? way + length : way);
}

/** A line through real samples that follow on: `time` and `value` in turns. */
export type Stroke = readonly number[];

/** A stretch of time for which there is no sample. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** How far a stream has been drawn: to which time, and which of its samples was the last. */
export interface Pen {
  readonly time: number;
  readonly stream?: WaveStream | undefined;
  readonly number?: number;
}

export interface Sweep {
  readonly strokes: readonly Stroke[];
  readonly gaps: readonly Gap[];
  /** Where the pen is now. */
  readonly pen: Pen;
}

/** The clock of a stream is told anew with each piece; within this the count of samples leads, in ms. */
const SHIFT_MS = 250;

/**
 * What is to be drawn of a stream after `pen` up to the time `to`. A line starts at the last sample
 * drawn where that one is real, so that calls that follow on draw one line. It never joins samples
 * between which one is missing: there is a gap instead.
 */
export function sweep(stream: WaveStream | undefined, pen: Pen, to: number): Sweep {
  const from = pen.time;
  if (to <= from) return { strokes: [], gaps: [], pen };
  if (!stream) return { strokes: [], gaps: [{ from, to }], pen: { time: to } };
  const last = lastDrawn(stream, pen);
  const end = Math.max(last, Math.floor(stream.number(to)));
  const strokes: number[][] = [];
  const gaps: Gap[] = [];
  let stroke = stream.isReal(last) ? [stream.time(last), stream.value(last)] : undefined;
  let since = from;
  for (let number = last + 1; number <= end; number += 1) {
    const time = stream.time(number);
    if (!stream.isReal(number)) {
      if (stroke && (stroke.length > 2 || number - 1 > last)) strokes.push(stroke);
      stroke = undefined;
      continue;
    }
    if (!stroke && number > last + 1 && time > since) gaps.push({ from: since, to: time });
    stroke ??= [];
    stroke.push(time, stream.value(number));
    since = Math.max(from, time);
  }
  if (stroke && (stroke.length > 2 || end > last)) strokes.push(stroke);
  if (!stroke && to > since) gaps.push({ from: since, to });
  return { strokes, gaps, pen: { time: to, stream, number: end } };
}

/** The sample that the line goes on from. */
function lastDrawn(stream: WaveStream, pen: Pen): number {
  const byTime = Math.floor(stream.number(pen.time));
  if (pen.stream !== stream || pen.number === undefined) return byTime;
  const apart = Math.abs(stream.time(pen.number) - pen.time);
  return apart <= SHIFT_MS ? pen.number : byTime;
}

/** How far behind its measurement a sample is drawn, in ms: the length of a piece, and some for its way. */
export const BEHIND_MS = 300;
/** When nothing came for so long the pen goes on without samples, and what it leaves is a gap, in ms. */
const SILENCE_MS = 1000;

/**
 * Up to which time a stream can be drawn now. It waits a little for a piece that is late; it never
 * waits for a monitor that is silent.
 */
export function due(stream: WaveStream | undefined, now: number): number {
  const wanted = now - BEHIND_MS;
  if (!stream || now - stream.heard > SILENCE_MS) return wanted;
  return Math.min(wanted, stream.time(stream.next - 1));
}
