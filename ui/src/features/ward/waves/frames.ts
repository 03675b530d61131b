/** What the measurement of frames says. */
export interface FrameFigures {
  /** Intervals between frames that were measured. */
  readonly frames: number;
  /** Half of the intervals were at most so long, ms. */
  readonly p50: number;
  /** 99 of 100 intervals were at most so long, ms. */
  readonly p99: number;
  /** Intervals of more than 33 ms: dropped frames. */
  readonly over33ms: number;
  /** Waveforms that were being drawn at the last frame. */
  readonly lanes: number;
}

/** The measurement, as a test or a bench finds it on the window. */
export interface FrameProbe {
  read(): FrameFigures;
  reset(): void;
}

declare global {
  interface Window {
    __mainstayFrameProbe?: FrameProbe;
  }
}

/** Ten minutes at sixty frames a second. */
const MOST = 36_000;

let intervals: number[] | undefined;
let lastFrame: number | undefined;
let lanes = 0;

/** Begins to measure frames; until it is asked for, nothing is measured. */
export function probeFrames(): void {
  intervals ??= [];
  const read = (): FrameFigures => figures(intervals ?? [], lanes);
  const reset = (): void => {
    intervals = [];
    lastFrame = undefined;
  };
  Object.assign(window, { __mainstayFrameProbe: { read, reset } satisfies FrameProbe });
}

/** Notes a frame in which waves are drawn. */
export function noteFrame(at: number, drawn: number): void {
  if (!intervals) return;
  if (lastFrame !== undefined && intervals.length < MOST) intervals.push(at - lastFrame);
  lastFrame = at;
  lanes = drawn;
}

/** The drawing has stopped: what comes next is no interval between frames. */
export function noteStop(): void {
  lastFrame = undefined;
}

export function figures(measured: readonly number[], drawn: number): FrameFigures {
  const sorted = measured.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return {
    frames: sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    // A frame at 60 a second takes 16.7 ms, two take 33.3.
    over33ms: sorted.filter((interval) => interval > 33.4).length,
    lanes: drawn,
  };
}
