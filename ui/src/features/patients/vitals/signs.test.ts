import { expect, test } from "vitest";

import type { Observation } from "@/ipc/generated/commands";
import { made } from "@/testing/clinic";

import { latestBySet, setsOf } from "./signs";

const found = (code: string, value: string, at: string, more: Partial<Observation> = {}) => ({
  id: made<Observation["id"]>(`${code} ${at} ${value}`),
  patient: made<Observation["patient"]>("ann"),
  code,
  value,
  unit: code === "8310-5" ? "Cel" : "mm[Hg]",
  taken_at: made<Observation["taken_at"]>(at),
  source: "typed" as const,
  simulated: false,
  ...more,
});
const noon = "2026-11-20T12:00:00.000Z";
const morning = "2026-11-20T08:00:00.000Z";

test("what was found at one time from one source stands in one row", () => {
  const sets = setsOf([
    found("8480-6", "120", noon),
    found("8462-4", "80", noon),
    found("8310-5", "37.0", noon),
    found("8310-5", "36.8", noon, { source: "monitor", monitor: "bed-4", simulated: true }),
    found("8310-5", "36.5", morning),
  ]);
  expect(sets.map(({ taken_at, source }) => [taken_at, source])).toEqual([
    [noon, "typed"],
    [noon, "monitor"],
    [morning, "typed"],
  ]);
  expect(sets[0]?.readings.pressure?.value).toBe("120/80");
  expect(sets[0]?.readings.temperature?.value).toBe("37.0");
});

test("half a blood pressure is shown as half", () => {
  expect(setsOf([found("8480-6", "120", noon)])[0]?.readings.pressure?.value).toBe("120/–");
});

test("the latest of each sign stands under the time of its own set", () => {
  const sets = setsOf([
    found("8480-6", "120", noon),
    found("8310-5", "36.5", morning),
    found("8480-6", "130", morning),
  ]);
  const latest = latestBySet(sets).map(({ set, readings }) => [
    set.taken_at,
    readings.map(({ column, reading }) => `${column} ${reading.value}`),
  ]);
  expect(latest).toEqual([
    [noon, ["pressure 120/–"]],
    [morning, ["temperature 36.5"]],
  ]);
});
