import type { Decimal } from "@/ipc/generated/commands";

import { latinDigits } from "./parseDate";

/**
 * A measured value as typed, with the precision it was typed with: `36,8` is `36.8`, `37.0` stays
 * `37.0`. `undefined` for what is no decimal number.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const plain = latinDigits(text)
    .trim()
    .replace(/[,\u066b]/u, ".");
  if (!/^-?(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})$/.test(plain)) return undefined;
  return plain.replace(/^(-?)\./, "$10.").replace(/\.$/, "");
}
