import type { WaveChannel } from "@/ipc/generated/commands";

import { type Scale, MM, isEcg, rowOf } from "./scale";
import { type Gap, type Stroke, type Track, along } from "./sweep";

/** Font and colours that a canvas of waves is painted in, as the engine understands them. */
export interface Look {
  readonly font: string;
  readonly paper: string;
  readonly line: string;
  readonly faint: string;
  readonly ink: string;
  readonly hatch: string;
  readonly waves: Readonly<Record<"ecg" | "pleth" | "resp" | "abp", string>>;
}

/** One waveform's strip of the canvas, in device pixels. */
export interface Strip {
  readonly top: number;
  readonly height: number;
  readonly track: Track;
}

export const waveOf = (channel: WaveChannel): keyof Look["waves"] =>
  channel === "pleth" || channel === "resp" || channel === "abp" ? channel : "ecg";

type Context = CanvasRenderingContext2D;

/** Width of the blank bar that runs before the pen, CSS pixels. */
export const BAR = 10;
/** How far the round end of a line may reach before the track, device pixels. */
const CAP = 4;
/** Room at the start of a strip for the millivolt mark, CSS pixels. */
export const GUTTER = 14;

/** Restores a stretch of time to what lies under the waves: paper, labels, watermark. */
export function erase(
  context: Context,
  backdrop: HTMLCanvasElement,
  { top, height, track }: Strip,
  { from, to }: Gap,
): void {
  for (const [start, end] of stretches(track, from, to)) {
    // Whole device pixels, so that no seam is left between two strips; at the start of the track
    // also what the round end of a line left before it.
    const x = start > track.start ? Math.floor(start) : track.start - CAP;
    const wide = Math.min(Math.ceil(end) + 1, track.start + track.length) - x;
    if (wide > 0) context.drawImage(backdrop, x, top, wide, height, x, top, wide, height);
  }
}

/** A stretch of time in pixels: two where it runs over the end of the track. */
export function stretches(track: Track, from: number, to: number): [start: number, end: number][] {
  const end = track.start + track.length;
  const wide = Math.min((to - from) * track.speed, track.length);
  const start = along(track, from);
  if (start + wide <= end) return [[start, start + wide]];
  return [
    [start, end],
    [track.start, track.start + (start + wide - end)],
  ];
}

/** Draws lines through samples; a line ends where the track does. */
export function line(
  context: Context,
  { top, height, track }: Strip,
  scale: Scale,
  strokes: readonly Stroke[],
): void {
  context.beginPath();
  for (const stroke of strokes) {
    let before = Number.POSITIVE_INFINITY;
    for (let at = 0; at + 1 < stroke.length; at += 2) {
      const x = along(track, stroke[at] ?? 0);
      const y = top + rowOf(scale, height, stroke[at + 1] ?? 0);
      if (x < before) context.moveTo(x, y);
      // A lone sample is a dot: a line of no length with round ends.
      context.lineTo(x, y);
      before = x;
    }
  }
  context.stroke();
}

/** Hatches a stretch for which there is no sample. */
export function hatch(
  context: Context,
  pattern: CanvasPattern | string,
  { top, height, track }: Strip,
  { from, to }: Gap,
): void {
  context.fillStyle = pattern;
  for (const [start, end] of stretches(track, from, to)) {
    const x = Math.floor(start);
    context.fillRect(x, top + 1, Math.ceil(end) - x, height - 2);
  }
}

/** A tile of slanted lines; it joins with itself on every side. */
export function hatching(context: Context, colour: string, ratio: number): CanvasPattern | string {
  const size = Math.round(7 * ratio);
  const tile = document.createElement("canvas");
  tile.width = size;
  tile.height = size;
  const brush = tile.getContext("2d");
  if (!brush) return colour;
  brush.strokeStyle = colour;
  brush.lineWidth = ratio;
  brush.beginPath();
  for (const shift of [-size, 0, size]) {
    brush.moveTo(shift - 1, size + 1);
    brush.lineTo(shift + size + 1, -1);
  }
  brush.stroke();
  return context.createPattern(tile, "repeat") ?? colour;
}

/** The bracket of one millivolt beside an ECG, as tall as the trace draws a millivolt. */
export function millivolt(context: Context, strip: Strip, scale: Scale, ratio: number): void {
  if (scale.gain === undefined) return;
  const tall = Math.min(scale.gain * MM * ratio, strip.height - 4);
  const middle = strip.top + strip.height / 2;
  const [x, arm] = [Math.round(6 * ratio), 3 * ratio];
  context.beginPath();
  context.moveTo(x - arm, middle + tall / 2);
  context.lineTo(x, middle + tall / 2);
  context.lineTo(x, middle - tall / 2);
  context.lineTo(x + arm, middle - tall / 2);
  context.stroke();
}

/** A scale in device pixels. */
export const magnified = (scale: Scale, ratio: number): Scale => ({
  ...scale,
  perUnit: scale.perUnit * ratio,
});

/** How much of the canvas a waveform gets: an ECG more than the others. */
export const shareOf = (channel: WaveChannel): number => (isEcg(channel) ? 4 : 3);
