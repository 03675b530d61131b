import type { Key } from "@/keyboard/registry";

/** Keys of the list of what needs attention. */
export const attentionKeys = {} as const satisfies Record<string, Key>;
