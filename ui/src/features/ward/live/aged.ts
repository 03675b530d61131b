import type { Freshness, LiveState, MonitorView, NumericView } from "@/ipc/generated/commands";

/** A value older than this looks old (`docs/devices.md`, "How old a value may be"), ms. */
const STALE_MS = 3000;
/** A value older than this is dashes, ms. */
const ABSENT_MS = 10_000;
/** The core tells of each monitor once a second; up to here its own word stands, ms. */
const NEWS_MS = 1500;

/**
 * A view as it must be shown `elapsed` milliseconds after it came. Whatever falls silent on the way
 * to the screen, the core among it, is shown as silence: a view only ever gets older by itself.
 */
export function aged(view: MonitorView, elapsed: number): MonitorView {
  if (elapsed < NEWS_MS) return view;
  const silent_ms = view.silent_ms === null ? null : view.silent_ms + elapsed;
  return {
    ...view,
    silent_ms,
    state: worse(view.state, stateAt(silent_ms)),
    numerics: view.numerics.map((numeric) => agedNumeric(numeric, elapsed)),
  };
}

function agedNumeric(numeric: NumericView, elapsed: number): NumericView {
  if (numeric.age_ms === null || numeric.freshness === "absent") return numeric;
  const age_ms = numeric.age_ms + elapsed;
  const freshness = freshnessAt(age_ms);
  if (freshness === "absent") return { ...numeric, age_ms, freshness, value: null };
  return { ...numeric, age_ms, freshness: numeric.freshness === "stale" ? "stale" : freshness };
}

function freshnessAt(age: number): Freshness {
  if (age > ABSENT_MS) return "absent";
  return age > STALE_MS ? "stale" : "live";
}

function stateAt(silence: number | null): LiveState {
  if (silence === null || silence > ABSENT_MS) return "disconnected";
  return silence > STALE_MS ? "stale" : "live";
}

const order: readonly LiveState[] = ["live", "stale", "disconnected"];

const worse = (one: LiveState, other: LiveState): LiveState =>
  order.indexOf(one) > order.indexOf(other) ? one : other;
