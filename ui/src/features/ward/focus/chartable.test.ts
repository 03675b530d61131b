import { expect, test } from "vitest";

import { measuredText } from "@/format/measured";
import type { Instant, ObservationId } from "@/ipc/generated/commands";
import { monitor, numeric, start } from "@/testing/ward";

import { byMoment, canBeTakenOver, chartable } from "./chartable";

const earlier = "2026-11-20T18:56:00.000Z" as Instant;
const pressure = {
  pressure: { systolic: 124, diastolic: 78, mean: 93 },
  unit: "mm[Hg]" as const,
  freshness: "live" as const,
  measured_at: earlier,
};

test("only live values can be taken over", () => {
  const view = monitor("mon-1", {
    numerics: [
      numeric({ value: 72.4 }),
      numeric({ vital: "oxygen_saturation", unit: "%", value: 97, freshness: "stale" }),
      numeric({ vital: "respiration_rate", value: null, freshness: "absent" }),
    ],
    blood_pressure: { ...pressure, freshness: "stale" },
  });
  expect(chartable(view)).toEqual([
    { sign: "heart_rate", value: 72.4, unit: "/min", taken_at: start },
  ]);
  expect(chartable({ ...view, state: "stale" })).toEqual([]);
  expect(chartable({ ...view, state: "disconnected" })).toEqual([]);
  expect(chartable({ ...view, lead_off: true })).toEqual([]);
});

test("what was measured at one moment is charted together, as it was recorded", () => {
  const view = monitor("mon-1", {
    numerics: [numeric({ value: 72.4 }), numeric({ vital: "temperature", unit: "Cel", value: 37 })],
    blood_pressure: pressure,
  });
  let count = 0;
  const newId = (): ObservationId => `id-${(count += 1)}` as ObservationId;
  expect(byMoment(chartable(view), newId, measuredText)).toEqual([
    {
      taken_at: start,
      signs: [
        { id: "id-1", code: "8867-4", unit: "/min", value: "72.4" },
        { id: "id-2", code: "8310-5", unit: "Cel", value: "37" },
      ],
    },
    {
      taken_at: earlier,
      signs: [
        { id: "id-3", code: "8480-6", unit: "mm[Hg]", value: "124" },
        { id: "id-4", code: "8462-4", unit: "mm[Hg]", value: "78" },
      ],
    },
  ]);
});

test("a cuff pressure of some minutes ago is shown and not offered", () => {
  const [, value] = chartable(monitor("mon-1", { blood_pressure: pressure }));
  expect(value && canBeTakenOver(value, Date.parse(start))).toBe(true);
  expect(value && canBeTakenOver(value, Date.parse(start) + 120_000)).toBe(false);
});
