import type { BirthDate, HumanName, LocalDate, Sex } from "@/ipc/generated/commands";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sexes: readonly Sex[] = ["female", "male", "indeterminate", "not_known"];

/** A sex that a field holds. */
export const sexIn = (value: unknown): Sex | undefined => sexes.find((sex) => sex === value);

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";

/** Whether a field of a birth date holds one. */
export const isBirthDate = (value: unknown): value is BirthDate => isText(value);

/** Whether a field of a day holds one. */
export const isDay = (value: unknown): value is LocalDate => isText(value);

/** A name that a field holds, whole. */
export function humanNameIn(value: unknown): HumanName | undefined {
  if (!isRecord(value) || typeof value["family"] !== "string") return undefined;
  const text = (part: unknown): string | undefined => (typeof part === "string" ? part : undefined);
  return {
    family: value["family"],
    given: text(value["given"]) ?? "",
    prefix: text(value["prefix"]),
    preferred: text(value["preferred"]),
  };
}

/** Whether two values of a field are the same, whatever the order of their parts. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => isSame(one[name], other[name]));
  }
  return (one ?? null) === (other ?? null);
}
