import type {
  ActiveAlarm,
  AlarmView,
  MonitorView,
  NumericView,
  WaveChunk,
} from "@/ipc/generated/commands";

import { made } from "./clinic";

/** When everything in tests of the ward happens. */
export const start = "2026-11-20T19:00:00.000Z";

export const numeric = (more: Partial<NumericView> = {}): NumericView => ({
  vital: "heart_rate",
  unit: "/min",
  value: 72,
  freshness: "live",
  measured_at: made(start),
  received_at: made(start),
  age_ms: 0,
  low_limit: 40,
  high_limit: 120,
  ...more,
});

export const monitor = (id = "mon-1", more: Partial<MonitorView> = {}): MonitorView => ({
  monitor: made(id),
  state: "live",
  heard_at: made(start),
  silent_ms: 0,
  online: true,
  simulated: false,
  lead_off: false,
  sensor_off: false,
  clock_suspect: false,
  clock_behind_ms: 0,
  rhythm: "normal",
  numerics: [numeric()],
  blood_pressure: null,
  channels: [],
  alarms: [],
  counters: [],
  missing: 0,
  ...more,
});

export function alarm(
  bed: string,
  more: Partial<AlarmView> = {},
  condition: AlarmView["key"]["condition"] = "heart_rate_high",
): ActiveAlarm {
  return {
    bed,
    alarm: {
      key: { monitor: made(`mon-${bed}`), condition, onset: made(start) },
      priority: "high",
      technical: false,
      phase: "active",
      value: 131,
      worst: 131,
      limit: 120,
      code: null,
      raised_at: made(start),
      ended_at: null,
      acknowledged: null,
      simulated: false,
      ...more,
    },
  };
}

/** Ten samples a second unless told otherwise; every sample of `samples` is real, `null` is none. */
export function chunk(
  first: number,
  samples: readonly (number | null)[],
  more: Partial<WaveChunk> = {},
): WaveChunk {
  return {
    monitor: made("mon-1"),
    channel: "ecg_ii",
    start: first,
    t0: made(start),
    rate_mhz: 10_000,
    gain: 1,
    baseline: 0,
    unit: "mV",
    samples: samples.map((sample) => sample ?? 0),
    valid: samples.flatMap((sample, from) => (sample === null ? [] : [{ from, count: 1 }])),
    simulated: false,
    ...more,
  };
}
