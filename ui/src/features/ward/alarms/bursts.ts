import type { AlarmPriority } from "@/ipc/generated/commands";

/** One tone of a burst; seconds from its start. */
export interface Tone {
  readonly at: number;
  readonly length: number;
  /** Fundamental, Hz. */
  readonly pitch: number;
}

/** The sound of a priority: what is heard, and after how long it is heard again. */
export interface Burst {
  readonly tones: readonly Tone[];
  /** Seconds from the end of one burst to the start of the next. */
  readonly pause: number;
}

/** C4: the note of the general alarm, its harmonics well within what a small speaker gives. */
const C4 = 261.6;
/** Strength of the fundamental and of its harmonics: five between 300 and 4,000 Hz, within 15 dB. */
export const HARMONICS = [1, 0.9, 0.7, 0.55, 0.45, 0.35] as const;

/** `count` tones of that length, so far apart from the end of one to the start of the next. */
function row(start: number, count: number, length: number, apart: number): Tone[] {
  return Array.from({ length: count }, (_, index) => ({
    at: start + index * (length + apart),
    length,
    pitch: C4,
  }));
}

const endOf = (tones: readonly Tone[]): number => {
  const last = tones.at(-1);
  return last ? last.at + last.length : 0;
};

/** Three and two, as high alarms sound: the general melody c-c-c, c-c. */
function five(start: number): Tone[] {
  const three = row(start, 3, 0.15, 0.1);
  return [...three, ...row(endOf(three) + 0.35, 2, 0.15, 0.1)];
}

function high(): Tone[] {
  const first = five(0);
  return [...first, ...five(endOf(first) + 0.8)];
}

/** IEC 60601-1-8, tables 3 and 4: pulses, their length and spacing, and the time between bursts. */
export const bursts: Record<AlarmPriority, Burst> = {
  high: { tones: high(), pause: 2.5 },
  medium: { tones: row(0, 3, 0.2, 0.2), pause: 8 },
  low: { tones: row(0, 2, 0.2, 0.2), pause: 20 },
};

/** How long a burst sounds, seconds. */
export const lengthOf = ({ tones }: Burst): number => endOf(tones);
