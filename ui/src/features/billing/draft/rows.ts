import { parseMoney } from "@/format/money";
import { parseRate } from "@/format/quantities";
import type { Format } from "@/format/useFormat";
import type {
  Currency,
  Discount,
  InvoiceLine,
  InvoiceLineId,
  Service,
  ServiceId,
} from "@/ipc/generated/commands";
import { uuid7 } from "@/ipc/uuid7";
import type { Sentence } from "@/keyboard/registry";

/** The cells of a line that are typed into. */
export const cells = ["description", "quantity", "price", "discount", "tax"] as const;
export type Cell = (typeof cells)[number];

/** A line while it is typed: what stands in its cells, read or not. */
export interface Row extends Readonly<Record<Cell, string>> {
  readonly id: InvoiceLineId;
  /** The service it came from. */
  readonly service?: ServiceId | undefined;
}

/** What is wrong in a line, cell by cell, as keys of the catalogue. */
export type RowProblems = Partial<Record<Cell, Sentence>>;

type Writing = Pick<Format, "amount" | "rate">;

/** A line that was kept, as it is typed. */
export function rowOf(line: InvoiceLine, write: Writing): Row {
  return {
    id: line.id,
    service: line.service,
    description: line.description,
    quantity: String(line.quantity),
    price: write.amount(line.unit_price),
    discount: line.discount ? discountText(line.discount, write) : "",
    tax: write.rate(line.tax_rate),
  };
}

const discountText = (discount: Discount, write: Writing): string =>
  discount.kind === "percent" ? write.rate(discount.basis_points) : write.amount(discount.amount);

/** A new line: one of something, taxed like the line before. */
export function blankRow(tax: string): Row {
  return {
    id: uuid7<InvoiceLineId>(),
    description: "",
    quantity: "1",
    price: "",
    discount: "",
    tax,
  };
}

/** Whether nothing of the line has been typed yet. */
export const isBlank = ({ description, price, discount, service }: Row): boolean =>
  service === undefined && [description, price, discount].every((text) => text.trim() === "");

/** The row as a service fills it. What was typed as quantity and discount stays. */
export function filledBy(row: Row, service: Service, write: Writing): Row {
  return {
    ...row,
    service: service.id,
    description: service.name,
    price: write.amount(service.price),
    tax: write.rate(service.tax_rate),
  };
}

const readQuantity = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;

function readDiscount(text: string, currency: Currency): Discount | undefined {
  if (text.trim().endsWith("%")) {
    const basis_points = parseRate(text);
    return basis_points === undefined ? undefined : { kind: "percent", basis_points };
  }
  const minor = parseMoney(text, currency);
  return minor === undefined ? undefined : { kind: "amount", amount: { minor, currency } };
}

/** The line that a row means, or what keeps it from meaning one. Whether it may stand is the core's to say. */
export function lineOf(
  row: Row,
  currency: Currency,
): { line: InvoiceLine } | { problems: RowProblems } {
  const description = row.description.trim();
  const quantity = readQuantity(row.quantity);
  const minor = parseMoney(row.price, currency);
  const tax_rate = parseRate(row.tax);
  const isReduced = row.discount.trim() !== "";
  const discount = isReduced ? readDiscount(row.discount, currency) : undefined;
  const problems: RowProblems = {
    ...(description === "" && { description: "problems.required" }),
    ...(quantity === undefined && { quantity: missing(row.quantity, "billing.line.notAQuantity") }),
    ...(minor === undefined && { price: missing(row.price, "controls.notAnAmount") }),
    ...(isReduced && discount === undefined && { discount: "billing.line.notADiscount" }),
    ...(tax_rate === undefined && { tax: missing(row.tax, "billing.line.notARate") }),
  };
  if (quantity === undefined || minor === undefined || tax_rate === undefined) return { problems };
  if (Object.keys(problems).length > 0) return { problems };
  return {
    line: {
      id: row.id,
      ...(row.service && { service: row.service }),
      description,
      quantity,
      unit_price: { minor, currency },
      tax_rate,
      ...(discount && { discount }),
    },
  };
}

const missing = (text: string, unread: Sentence): Sentence =>
  text.trim() === "" ? "problems.required" : unread;

/** What a cell shows once it is left: the value as understood, or what was typed. */
export function tidied(row: Row, cell: Cell, currency: Currency, write: Writing): Row {
  const text = row[cell];
  const understood = {
    description: () => text.trim(),
    quantity: () => readQuantity(text)?.toString(),
    price: () => {
      const minor = parseMoney(text, currency);
      return minor === undefined ? undefined : write.amount({ minor, currency });
    },
    discount: () => {
      const discount = readDiscount(text, currency);
      return discount && discountText(discount, write);
    },
    tax: () => {
      const rate = parseRate(text);
      return rate === undefined ? undefined : write.rate(rate);
    },
  }[cell]();
  return understood === undefined || understood === text ? row : { ...row, [cell]: understood };
}

/** All rows together: the lines that can be reckoned with, and what keeps the others from it. */
export interface Reading {
  readonly lines: readonly InvoiceLine[];
  readonly problems: ReadonlyMap<InvoiceLineId, RowProblems>;
  /** The numbers, from 1, of rows that are begun and not a line yet. */
  readonly uncounted: readonly number[];
}

/** Reads all rows; those where nothing is typed are passed over. */
export function readRows(rows: readonly Row[], currency: Currency): Reading {
  const lines: InvoiceLine[] = [];
  const problems = new Map<InvoiceLineId, RowProblems>();
  const uncounted: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (isBlank(row)) continue;
    const read = lineOf(row, currency);
    if ("line" in read) lines.push(read.line);
    else {
      problems.set(row.id, read.problems);
      uncounted.push(index + 1);
    }
  }
  return { lines, problems, uncounted };
}

/** The same text for the same lines. The core trims descriptions; so does a row when it is read. */
export const keyOf = (lines: readonly InvoiceLine[]): string =>
  JSON.stringify(
    lines.map((line) => [
      line.id,
      line.service ?? null,
      line.description,
      line.quantity,
      line.unit_price.minor,
      line.tax_rate,
      line.discount?.kind ?? null,
      line.discount?.kind === "amount" ? line.discount.amount.minor : line.discount?.basis_points,
    ]),
  );

/** The rows with one of them changed; the same rows where it did not change. */
export function replaced(
  rows: readonly Row[],
  id: InvoiceLineId,
  by: (row: Row) => Row,
): readonly Row[] {
  const index = rows.findIndex((row) => row.id === id);
  const row = rows[index];
  const next = row && by(row);
  return !next || next === row ? rows : rows.with(index, next);
}

/** The row moved by one place up or down; the same rows where there is no such place. */
export function moved(rows: readonly Row[], id: InvoiceLineId, by: -1 | 1): readonly Row[] {
  const from = rows.findIndex((row) => row.id === id);
  const to = from + by;
  const row = rows[from];
  if (!row || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}
