import type { Key } from "@/keyboard/registry";

/** Keys of the patients' list and page. */
export const patientsKeys = {} as const satisfies Record<string, Key>;
