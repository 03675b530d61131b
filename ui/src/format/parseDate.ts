import type { BirthDate, LocalDate, LocalTime } from "@/ipc/generated/commands";

import { addDays } from "./dates";

/** What a bare day, a weekday or a two-digit year leans to. */
export type Lean = "past" | "future";

const months = [
  ["jan", "january", "يناير"],
  ["feb", "february", "فبراير"],
  ["mar", "march", "مارس"],
  ["apr", "april", "أبريل"],
  ["may", "مايو"],
  ["jun", "june", "يونيو"],
  ["jul", "july", "يوليو"],
  ["aug", "august", "أغسطس"],
  ["sep", "sept", "september", "سبتمبر"],
  ["oct", "october", "أكتوبر"],
  ["nov", "november", "نوفمبر"],
  ["dec", "december", "ديسمبر"],
];
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

interface Reading {
  /** The facility's date now. */
  today: string;
  lean: Lean;
}

/**
 * A date in any usual form: `14jul45`, `14/7/1945`, `14.07.45`, `1945-07-14`, `14 July 1945`,
 * `140745`; `t` for today, `+3`, `-1`, `+2w`, `+6m`; `fri` for the next or the last Friday.
 * The day stands before the month, as in the date display. `undefined` when it is none of these.
 */
export function parseDate(text: string, { today, lean }: Reading): LocalDate | undefined {
  return parse(text, today, lean, false) as LocalDate | undefined;
}

/** As `parseDate`, in the past; a year or a month with its year is an answer too (`1945`, `1945-07`). */
export function parseBirthDate(text: string, today: string): BirthDate | undefined {
  return parse(text, today, "past", true) as BirthDate | undefined;
}

function parse(text: string, today: string, lean: Lean, partial: boolean): string | undefined {
  const plain = latinDigits(text).trim().toLowerCase();
  if (plain === "") return undefined;
  return relative(plain, today, lean) ?? absolute(plain, today, lean, partial);
}

function relative(plain: string, today: string, lean: Lean): string | undefined {
  if (["t", "today", "اليوم"].includes(plain)) return today;
  if (["tomorrow", "غدًا", "غدا"].includes(plain)) return addDays(today, 1);
  if (["yesterday", "أمس"].includes(plain)) return addDays(today, -1);
  const shift = /^t?\s*([+-])\s*(\d{1,3})\s*([dwmy]?)$/.exec(plain);
  if (shift) {
    const [, sign = "+", count = "0", unit = "d"] = shift;
    return moved(today, Number(sign + count), unit);
  }
  const weekday = plain.length >= 3 ? days.findIndex((day) => plain.startsWith(day)) : -1;
  if (
    weekday < 0 ||
    !/^(mon|tues?|wednes|thurs?|fri|satur|sun|wed|tue|thu|sat)(day)?$/.test(plain)
  ) {
    return undefined;
  }
  const now = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const ahead = (weekday - now + 7) % 7 || 7;
  return addDays(today, lean === "future" ? ahead : ahead - 7 || -7);
}

function moved(today: string, count: number, unit: string): string {
  if (unit === "w") return addDays(today, count * 7);
  if (unit !== "m" && unit !== "y") return addDays(today, count);
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const monthsOn = year * 12 + month - 1 + count * (unit === "y" ? 12 : 1);
  const [newYear, newMonth] = [Math.floor(monthsOn / 12), (monthsOn % 12) + 1];
  return iso(newYear, newMonth, Math.min(day, lastDay(newYear, newMonth)));
}

function absolute(plain: string, today: string, lean: Lean, partial: boolean): string | undefined {
  const parts = plain.match(/\d+|\p{L}+/gu) ?? [];
  if (plain.replaceAll(/[\d\p{L}\s./,-]/gu, "") !== "" || parts.length > 3) return undefined;
  const named = parts.findIndex((part) => /\p{L}/u.test(part));
  if (named >= 0) return withNamedMonth(parts, named, today, lean, partial);
  const [first = "", second, third] = parts;
  if (second === undefined) return run(first, today, lean, partial);
  if (first.length === 4) {
    return third === undefined
      ? partialMonth(Number(first), Number(second), partial)
      : valid(Number(first), Number(second), Number(third));
  }
  if (third !== undefined) return valid(yearOf(third, today, lean), Number(second), Number(first));
  if (second.length === 4) return partialMonth(Number(second), Number(first), partial);
  return nearest(Number(first), Number(second), today, lean);
}

/** Digits without anything between: `140745`, `14071945`, `1945`. */
function run(digits: string, today: string, lean: Lean, partial: boolean): string | undefined {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  if (digits.length === 6 || digits.length === 8) {
    return valid(yearOf(year, today, lean), Number(month), Number(day));
  }
  if (digits.length !== 4) return undefined;
  if (!partial) return nearest(Number(day), Number(month), today, lean);
  return Number(digits) >= 1850 && Number(digits) <= 2200 ? digits : undefined;
}

function withNamedMonth(
  parts: string[],
  named: number,
  today: string,
  lean: Lean,
  partial: boolean,
): string | undefined {
  const word = parts[named] ?? "";
  const month = months.findIndex((names) => names.includes(word)) + 1;
  const rest = parts.filter((_, index) => index !== named);
  if (month === 0 || rest.some((part) => /\p{L}/u.test(part))) return undefined;
  const [first = "", second] = rest;
  if (first === "") return undefined;
  if (second === undefined) {
    return first.length === 4
      ? partialMonth(Number(first), month, partial)
      : nearest(Number(first), month, today, lean);
  }
  return valid(yearOf(second, today, lean), month, Number(first));
}

/** A two-digit year is the nearest that lies on the side that `lean` names. */
function yearOf(text: string, today: string, lean: Lean): number {
  const year = Number(text);
  if (text.length === 4) return year;
  if (text.length !== 2) return Number.NaN;
  const now = Number(today.slice(0, 4));
  const near = now - (now % 100) + year;
  if (lean === "past") return near > now ? near - 100 : near;
  return near < now ? near + 100 : near;
}

/** A day and a month without a year: the next or the last time that they come round. */
function nearest(day: number, month: number, today: string, lean: Lean): string | undefined {
  const year = Number(today.slice(0, 4));
  const here = valid(year, month, day);
  if (here === undefined || here === today) return here;
  if (lean === "future") return here < today ? valid(year + 1, month, day) : here;
  return here > today ? valid(year - 1, month, day) : here;
}

function partialMonth(year: number, month: number, partial: boolean): string | undefined {
  if (!partial || month < 1 || month > 12 || !(year >= 1850 && year <= 2200)) return undefined;
  return iso(year, month, 1).slice(0, 7);
}

function valid(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1850 && year <= 2200) || month < 1 || month > 12 || day < 1) return undefined;
  return day <= lastDay(year, month) ? iso(year, month, day) : undefined;
}

const lastDay = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** Arabic-Indic and Persian digits count as what they are. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
}

/** A time in any usual form: `9`, `930`, `0930`, `9:30`, `9.30`, `2pm`, `14h30`. */
export function parseTime(text: string): LocalTime | undefined {
  const plain = latinDigits(text).trim().toLowerCase();
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm|h)?$/.exec(plain);
  if (!match) return undefined;
  const [, hours = "", minutes = "00", half] = match;
  let hour = Number(hours);
  if (half === "am" || half === "pm") {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === "pm" ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${minutes}` as LocalTime;
}
