import type { PatientId, PatientSummary } from "@/ipc/generated/commands";

/** A name without its title: `SMITH, Ann (Mrs)` and `SMITH, Ann` are easily mistaken for one another. */
const bare = (name: string): string =>
  name
    .replace(/\s*\([^()]*\)$/u, "")
    .normalize("NFC")
    .toLocaleLowerCase("en");

/** Those who share their name with another one in the list. */
export function sameNames(patients: readonly PatientSummary[]): ReadonlySet<PatientId> {
  const byName = new Map<string, PatientId[]>();
  for (const { id, display_name } of patients) {
    const name = bare(display_name);
    byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  return new Set([...byName.values()].filter((ids) => ids.length > 1).flat());
}
