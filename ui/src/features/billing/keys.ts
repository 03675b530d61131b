import type { Key } from "@/keyboard/registry";

/** Keys of the invoice list and of an invoice. */
export const billingKeys = {} as const satisfies Record<string, Key>;
