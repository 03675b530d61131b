import type { Decimal, Instant, Observation } from "@/ipc/generated/commands";

/** A vital sign that a person can chart: its LOINC code and the UCUM unit that is meant. */
export const charted = [
  { code: "8867-4", unit: "/min" },
  { code: "59408-5", unit: "%" },
  { code: "9279-1", unit: "/min" },
  { code: "8310-5", unit: "Cel" },
  { code: "8480-6", unit: "mm[Hg]" },
  { code: "8462-4", unit: "mm[Hg]" },
  { code: "29463-7", unit: "kg" },
  { code: "8302-2", unit: "cm" },
] as const;

export const SYSTOLIC = "8480-6";
export const DIASTOLIC = "8462-4";

/** The columns of the table: each shows the findings of its codes. */
export const columns = [
  { id: "heartRate", codes: ["8867-4"] },
  { id: "saturation", codes: ["59408-5", "2708-6"] },
  { id: "respiration", codes: ["9279-1"] },
  { id: "temperature", codes: ["8310-5"] },
  { id: "pressure", codes: [SYSTOLIC, DIASTOLIC] },
  { id: "weight", codes: ["29463-7"] },
  { id: "height", codes: ["8302-2"] },
] as const;

export type ColumnId = (typeof columns)[number]["id"];

/** A value of a column as it stands in a cell. */
export interface Reading {
  /** `72`, or `120/80`; a pressure of which one part is missing says so with a dash. */
  value: string;
  /** UCUM. */
  unit: string;
  isArterial: boolean;
}

/** What was found at one time, from one source. */
export interface VitalsSet {
  id: string;
  taken_at: Instant;
  source: Observation["source"];
  monitor: string | undefined;
  simulated: boolean;
  recorded_by: Observation["recorded_by"];
  readings: Partial<Record<ColumnId, Reading>>;
}

/** Findings of one time and source belong together; the order, latest first, stays. */
export function setsOf(observations: readonly Observation[]): VitalsSet[] {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) {
    const { taken_at, source, monitor = "", simulated, recorded_by = "" } = one;
    const key = [taken_at, source, monitor, simulated, recorded_by].join("|");
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([id, found]) => {
    const [first] = found;
    if (!first) return [];
    const { taken_at, source, monitor, simulated, recorded_by } = first;
    return [{ id, taken_at, source, monitor, simulated, recorded_by, readings: readingsOf(found) }];
  });
}

function readingsOf(found: readonly Observation[]): VitalsSet["readings"] {
  const readings: VitalsSet["readings"] = {};
  for (const { id, codes } of columns) {
    const own = found.filter(({ code }) => codes.some((one) => one === code));
    const [first] = own;
    if (!first) continue;
    const valueOf = (code: string): Decimal | undefined =>
      own.find((one) => one.code === code)?.value;
    readings[id] = {
      value:
        id === "pressure"
          ? `${valueOf(SYSTOLIC) ?? "–"}/${valueOf(DIASTOLIC) ?? "–"}`
          : own.map(({ value }) => value).join(", "),
      unit: first.unit,
      isArterial: first.code === "2708-6",
    };
  }
  return readings;
}

interface LatestReadings {
  set: VitalsSet;
  readings: { column: ColumnId; reading: Reading }[];
}

/** The latest reading of each column, under the set that it belongs to, the latest set first. */
export function latestBySet(sets: readonly VitalsSet[]): LatestReadings[] {
  const owners = new Map(
    columns.map(({ id }) => [id, sets.find(({ readings }) => readings[id])] as const),
  );
  return sets.flatMap((set) => {
    const readings = columns.flatMap(({ id }) => {
      const reading = set.readings[id];
      return reading && owners.get(id) === set ? [{ column: id, reading }] : [];
    });
    return readings.length > 0 ? [{ set, readings }] : [];
  });
}
