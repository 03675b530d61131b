import { fieldProblems } from "@/failures/fieldProblems";
import type { Failure, InvoiceLine, InvoiceLineId } from "@/ipc/generated/commands";

import type { Cell, RowProblems } from "./rows";

const cellOf: Readonly<Record<string, Cell>> = {
  description: "description",
  quantity: "quantity",
  unit_price: "price",
  discount: "discount",
  tax_rate: "tax",
};

/**
 * What the core found wrong in the lines that it was sent (`lines.2.quantity`), line by line.
 * What it found wrong in the list itself belongs to no cell.
 */
export function coreProblems(
  failure: Failure | null | undefined,
  lines: readonly InvoiceLine[],
): ReadonlyMap<InvoiceLineId, RowProblems> {
  const found = new Map<InvoiceLineId, RowProblems>();
  for (const [path, sentence] of Object.entries(fieldProblems(failure))) {
    const [, index, field] = /^lines\.(\d+)\.(\w+)$/.exec(path) ?? [];
    const line = lines[Number(index)];
    const cell = cellOf[field ?? ""];
    if (line && cell)
      found.set(line.id, { ...found.get(line.id), [cell]: wording(cell, sentence) });
  }
  return found;
}

/** A sentence that says what this cell takes is better than one that says that it is wrong. */
function wording(cell: Cell, sentence: NonNullable<RowProblems[Cell]>): typeof sentence {
  if (sentence !== "problems.invalid") return sentence;
  const better: RowProblems = {
    quantity: "billing.line.notAQuantity",
    price: "billing.line.notAPrice",
    discount: "billing.line.discountTooLarge",
  };
  return better[cell] ?? sentence;
}
