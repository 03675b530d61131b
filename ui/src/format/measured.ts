import { onTheWall } from "./dates";

/** A measured number with at most so many decimals, and none that say nothing: `36.8`, `120`. */
export function measuredText(value: number, decimals = 1): string {
  const scale = 10 ** decimals;
  return String(Math.round(value * scale) / scale);
}

/**
 * A measured number beside the limit that it passed: whole, as the bedside monitor shows it, unless
 * rounding would put it on the limit: `131`, and `120.4` above 120.
 */
export function beyondText(value: number, limit: number | null): string {
  return measuredText(value, Math.round(value) === limit ? 1 : 0);
}

/** `19:04:07` on the facility's clock: where seconds matter. */
export function clockText(instant: string | Date, zone: string): string {
  const { time, seconds } = onTheWall(instant, zone);
  return `${time}:${seconds}`;
}

/** `1:43`: what is left, or how long ago, in minutes and seconds; from an hour on `1:02:03`. */
export function countdownText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}
