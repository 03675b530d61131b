import type { WaveChannel } from "@/ipc/generated/commands";

/** A millimetre on a screen of 96 pixels an inch. Screens differ: the picture is not to scale. */
export const MM = 96 / 25.4;
/** The usual sweep of a bedside monitor, mm a second. */
export const SPEED_MM_S = 25;
/** Pixels a millisecond at that speed. */
export const SPEED = (SPEED_MM_S * MM) / 1000;

/** How tall a millivolt is drawn, in mm; the middle one is the usual. */
const GAINS = [20, 10, 5, 2.5] as const;
/** The least that a wave other than an ECG is stretched to, in its unit: so that noise stays small. */
const LEAST: Partial<Record<WaveChannel, number>> = { abp: 30, pleth: 0.02, resp: 0.02 };
/** Pressures are shown between round numbers, mmHg. */
const ROUND_MMHG = 10;

export const isEcg = (channel: WaveChannel): boolean => channel.startsWith("ecg_");

/** How values become heights: `value` at the middle of the lane, `perUnit` pixels a unit. */
export interface Scale {
  readonly middle: number;
  readonly perUnit: number;
  /** For an ECG, mm a millivolt. */
  readonly gain?: number;
  /** For a pressure, the values at the lower and the upper edge. */
  readonly edges?: readonly [number, number];
}

/** The pixel row of a value in a lane of that height, never outside it. */
export function rowOf({ middle, perUnit }: Scale, height: number, value: number): number {
  return Math.min(height - 1, Math.max(1, height / 2 - (value - middle) * perUnit));
}

/** The scale before anything is known of a wave. */
export function firstScale(channel: WaveChannel, height: number): Scale {
  return isEcg(channel)
    ? { middle: 0.3, perUnit: 10 * MM, gain: 10 }
    : { middle: 0.5, perUnit: height * 0.8 };
}

/**
 * A scale that shows what came in the last window whole: an ECG at a usual gain, which keeps a
 * millivolt a millivolt, anything else as large as the lane allows.
 */
export function scaleFor(channel: WaveChannel, height: number, values: readonly number[]): Scale {
  const [low, high] = spread(values);
  if (low === undefined || high === undefined) return firstScale(channel, height);
  if (isEcg(channel)) {
    const fits = GAINS.find((gain) => (high - low) * gain * MM <= height * 0.86);
    const gain = Math.min(fits ?? 2.5, height < 72 ? 10 : 20);
    return { middle: (low + high) / 2, perUnit: gain * MM, gain };
  }
  if (channel === "abp") {
    const bottom = Math.floor(low / ROUND_MMHG) * ROUND_MMHG;
    const top = Math.max(bottom + 30, Math.ceil(high / ROUND_MMHG) * ROUND_MMHG);
    const edges = [bottom, top] as const;
    return { middle: (bottom + top) / 2, perUnit: (height - 4) / (top - bottom), edges };
  }
  const span = Math.max(high - low, LEAST[channel] ?? 0);
  return { middle: (low + high) / 2, perUnit: (height * 0.8) / span };
}

/** The values between which nearly all lie: a spike of half a per cent does not flatten the rest. */
function spread(values: readonly number[]): [low: number | undefined, high: number | undefined] {
  const sorted = values.toSorted((one, other) => one - other);
  const beyond = Math.floor(sorted.length * 0.005);
  return [sorted[beyond], sorted.at(-1 - beyond)];
}
