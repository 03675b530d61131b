import type { Key } from "@/keyboard/registry";

/** Keys of the ward board and of the alarm banner. */
export const wardKeys = {} as const satisfies Record<string, Key>;
