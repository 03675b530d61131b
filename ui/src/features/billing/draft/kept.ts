import type { InvoiceId, InvoiceLine, InvoiceLineId, Service } from "@/ipc/generated/commands";
import { uuid7 } from "@/ipc/uuid7";

import { type Cell, type Row, cells } from "./rows";

/** The form under which what is typed into a draft's lines is kept. */
export const linesForm = (invoice: InvoiceId): string => `invoice_lines/${invoice}`;

/** What is kept of the lines as they are typed. */
export interface KeptLines {
  readonly rows: readonly Row[];
  /** What the core held when the typing began, as `keyOf` tells it. */
  readonly base: string;
}

/**
 * What was kept from an earlier visit, or nothing when the body is not of that shape. Ids
 * are taken over where they are known here; a line or a service that is not known becomes a new one or none.
 */
export function keptLinesOf(
  body: unknown,
  lines: readonly InvoiceLine[],
  services: readonly Service[],
): KeptLines | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if (!("rows" in body) || !("base" in body) || typeof body.base !== "string") return undefined;
  if (!Array.isArray(body.rows)) return undefined;
  const kept: unknown[] = body.rows;
  const rows = kept.map((row) => rowOfDraft(row, lines, services));
  return rows.every((row) => row !== undefined) ? { rows, base: body.base } : undefined;
}

function rowOfDraft(
  kept: unknown,
  lines: readonly InvoiceLine[],
  services: readonly Service[],
): Row | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(kept));
  const texts = cells.map((cell): [Cell, unknown] => [cell, fields.get(cell)]);
  if (!texts.every((entry): entry is [Cell, string] => typeof entry[1] === "string")) {
    return undefined;
  }
  const text = new Map(texts);
  const [id, service] = [fields.get("id"), fields.get("service")];
  return {
    id: lines.find((line) => line.id === id)?.id ?? uuid7<InvoiceLineId>(),
    service: services.find((one) => one.id === service)?.id,
    description: text.get("description") ?? "",
    quantity: text.get("quantity") ?? "",
    price: text.get("price") ?? "",
    discount: text.get("discount") ?? "",
    tax: text.get("tax") ?? "",
  };
}
