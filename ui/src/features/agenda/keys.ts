import type { Key } from "@/keyboard/registry";

/** Keys of the schedule. */
export const agendaKeys = {} as const satisfies Record<string, Key>;
