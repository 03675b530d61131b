import type { Money } from "@/ipc/generated/commands";
import type { Language } from "@/locales/translated";

const tags: Record<Language, string> = { en: "en-IE", ar: "ar-u-nu-latn" };
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: Language, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(tags[language], { style: "currency", currency });
    formats.set(key, known);
  }
  return known;
}

/** How many digits a currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return formatOf("en", currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `12345` with two digits as the exact decimal `123.45`. */
export function decimal(minor: number, digits: number): string {
  const whole = BigInt(minor);
  const sign = whole < 0n ? "-" : "";
  const text = (whole < 0n ? -whole : whole).toString().padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** `{ minor: 1234550, currency: "EUR" }` as `€12,345.50`; exact, because no float is ever made. */
export function moneyText(language: Language, { minor, currency }: Money): string {
  const exact = decimal(minor, minorDigits(currency)) as `${number}`;
  return formatOf(language, currency).format(exact);
}

/** The same without the currency's sign, for a column that names it in its head. */
export function amountText(language: Language, { minor, currency }: Money): string {
  const exact = decimal(minor, minorDigits(currency)) as `${number}`;
  return formatOf(language, currency)
    .formatToParts(exact)
    .filter(({ type }) => type !== "currency" && type !== "literal")
    .map(({ value }) => value)
    .join("");
}

/**
 * What a person typed (`12`, `12.5`, `1,234.50`, `12,50`) in minor units, exactly, or
 * `undefined` when it is no amount of that currency.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const plain = text.replaceAll(/[\s\u00a0\u202f'’]|\p{Sc}/gu, "");
  const match = /^(-?)(\d[\d.,]*?)(?:([.,])(\d*))?$/.exec(plain);
  if (!match) return undefined;
  const [, sign = "", body = "", separator = "", tail = ""] = match;
  // A last group of three after a separator is thousands, unless the currency has three digits.
  const isThousands = tail.length === 3 && digits !== 3 && groups(body + separator + tail);
  const whole = isThousands ? body + separator + tail : body;
  const fraction = isThousands ? "" : tail;
  if (!/^\d+$/.test(whole) && !groups(whole)) return undefined;
  if (!isThousands && separator !== "" && body.includes(separator)) return undefined;
  if (fraction.length > digits) return undefined;
  const minor = Number(`${sign}${whole.replaceAll(/[.,]/g, "")}${fraction.padEnd(digits, "0")}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** `1,234,567`: groups of three, all with the same separator. */
const groups = (text: string): boolean => /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.test(text);

/** `12345` as `12,345`. */
export const countText = (language: Language, count: number): string =>
  count.toLocaleString(tags[language]);
