import type {
  Instant,
  MonitorView,
  ObservationId,
  Vital,
  VitalSign,
} from "@/ipc/generated/commands";

/** Code (LOINC) and unit (UCUM) of what a monitor measures, as the core charts it. */
const codes: Record<Vital | "systolic" | "diastolic", { code: string; unit: string }> = {
  heart_rate: { code: "8867-4", unit: "/min" },
  oxygen_saturation: { code: "59408-5", unit: "%" },
  respiration_rate: { code: "9279-1", unit: "/min" },
  temperature: { code: "8310-5", unit: "Cel" },
  systolic: { code: "8480-6", unit: "mm[Hg]" },
  diastolic: { code: "8462-4", unit: "mm[Hg]" },
};

/** One value that could be charted, exactly as the monitor gave it. */
export interface Chartable {
  readonly sign: keyof typeof codes;
  readonly value: number;
  readonly unit: string;
  readonly taken_at: Instant;
}

/** The live values of a view. What is stale, absent or meant by nobody is not among them. */
export function chartable(view: MonitorView): Chartable[] {
  if (view.state !== "live") return [];
  const found: Chartable[] = [];
  const add = (sign: Chartable["sign"], value: number, taken_at: Instant): void =>
    void found.push({ sign, value, unit: codes[sign].unit, taken_at });
  for (const { vital, value, freshness, measured_at } of view.numerics) {
    const off =
      (vital === "heart_rate" && view.lead_off) ||
      (vital === "oxygen_saturation" && view.sensor_off);
    if (value !== null && measured_at !== null && freshness === "live" && !off)
      add(vital, value, measured_at);
  }
  const { blood_pressure } = view;
  if (blood_pressure?.freshness === "live") {
    add("systolic", blood_pressure.pressure.systolic, blood_pressure.measured_at);
    add("diastolic", blood_pressure.pressure.diastolic, blood_pressure.measured_at);
  }
  return found;
}

/**
 * The core takes a value over for five minutes after it was measured (`value_not_live` beyond). A
 * cuff pressure stays current for an hour, so it is often too old: it is shown, and not offered.
 */
const TAKEN_OVER_MS = 5 * 60_000;

export const canBeTakenOver = ({ taken_at }: Chartable, now: number): boolean =>
  now - Date.parse(taken_at) <= TAKEN_OVER_MS;

/** What is charted together: the values that were measured at one moment. */
export function byMoment(
  values: readonly Chartable[],
  newId: () => ObservationId,
  write: (value: number) => string,
): { taken_at: Instant; signs: VitalSign[] }[] {
  const moments = new Map<Instant, VitalSign[]>();
  for (const { sign, value, taken_at } of values) {
    const signs = moments.get(taken_at) ?? [];
    signs.push({ id: newId(), ...codes[sign], value: write(value) });
    moments.set(taken_at, signs);
  }
  return [...moments].map(([taken_at, signs]) => ({ taken_at, signs }));
}
