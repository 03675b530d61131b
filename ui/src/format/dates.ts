import type { Age, LocalDate, LocalTime } from "@/ipc/generated/commands";

import { type Words, fill, list } from "./locale";

const two = (value: number): string => String(value).padStart(2, "0");

/** The numbers of `2026-11-20`, or of a birth date known only to the month or the year. */
function numbers(date: string): [year: number, month: number | undefined, day: number | undefined] {
  const [year = "", month, day] = date.split("-");
  return [Number(year), month ? Number(month) : undefined, day ? Number(day) : undefined];
}

/** Monday is 0. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** `2009-01-05` as `05-Jan-2009`, `2009-01` as `Jan-2009`, `2009` as `2009` (NHS CUI date display). */
export function dateText(words: Words, date: string): string {
  const [year, month, day] = numbers(date);
  if (month === undefined) return String(year);
  const name = list(words.months)[month - 1] ?? two(month);
  return day === undefined ? `${name}-${year}` : `${two(day)}-${name}-${year}`;
}

/** `Mon 05-Jan-2009`. */
export function weekdayDateText(words: Words, date: string): string {
  return `${list(words.weekdays)[weekday(date)] ?? ""} ${dateText(words, date)}`;
}

/** `Monday 5 January 2009`: for headings and for what a screen reader says. */
export function longDateText(words: Words, date: string): string {
  const [year, month = 1, day = 1] = numbers(date);
  const name = list(words.monthsLong)[month - 1] ?? two(month);
  return `${list(words.weekdaysLong)[weekday(date)] ?? ""} ${day} ${name} ${year}`;
}

/** `Mon 5`, for the head of a day's column. */
export function shortDayText(words: Words, date: string): string {
  const [, , day = 1] = numbers(date);
  return `${list(words.weekdays)[weekday(date)] ?? ""} ${day}`;
}

/** `Today`, `Tomorrow`, `Yesterday`, else `Mon 05-Jan-2009`. */
export function dayText(words: Words, date: string, today: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return words.today;
  if (days === 1) return words.tomorrow;
  if (days === -1) return words.yesterday;
  return weekdayDateText(words, date);
}

/** `09:30` or `09:30:00` as `09:30`. */
export const timeText = (time: string): string => time.slice(0, 5);

/** Minutes from midnight to a time on the wall clock. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The time on the wall clock so many minutes after midnight; the day ends at 23:59. */
export function timeAt(minutes: number): LocalTime {
  const within = Math.max(0, Math.min(1439, Math.floor(minutes)));
  return `${two(Math.floor(within / 60))}:${two(within % 60)}` as LocalTime;
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The date that lies `days` after `date`. */
export function addDays(date: string, days: number): LocalDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10) as LocalDate;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let known = clocks.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat("en-GB-u-ca-iso8601-nu-latn", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    clocks.set(zone, known);
  }
  return known;
}

/** What the clock on the facility's wall and its calendar say at an instant. */
export function onTheWall(
  instant: string | Date,
  zone: string,
): { date: LocalDate; time: string; seconds: string } {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of clock(zone).formatToParts(new Date(instant))) part[type] = value;
  return {
    date: `${part.year}-${part.month}-${part.day}` as LocalDate,
    time: `${part.hour}:${part.minute}`,
    seconds: part.second ?? "00",
  };
}

/** `2026-11-20T19:04:00.000Z` as `20-Nov-2026 19:04` on the facility's clock. */
export function instantText(words: Words, instant: string, zone: string): string {
  const wall = onTheWall(instant, zone);
  return `${dateText(words, wall.date)} ${wall.time}`;
}

/** `2 min ago`; from a week on, the date. A clock that is behind says `just now`. */
export function agoText(words: Words, instant: string, now: Date, zone: string): string {
  const seconds = Math.floor((now.getTime() - Date.parse(instant)) / 1000);
  if (seconds < 5) return words.ago.now;
  if (seconds < 60) return fill(words.ago.second, seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return fill(words.ago.minute, minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return fill(words.ago.hour, hours);
  const days = Math.floor(hours / 24);
  return days < 7 ? fill(words.ago.day, days) : dateText(words, onTheWall(instant, zone).date);
}

const steps = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `4hr 32min`: whole units, the largest first, zeros left out (NHS CUI duration). */
export function durationText(words: Words, seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  if (rest === 0) return fill(words.duration.minute, 0);
  const parts: string[] = [];
  for (const [unit, size] of steps) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(fill(words.duration[unit], count));
  }
  return parts.join(" ");
}

/** `27d`, `4w 1d`, `12m 8d`, `4y 1m`, `81y`; a zero second part stays, so that the unit band shows. */
export function ageText({ age: word }: Words, age: Age): string {
  switch (age.unit) {
    case "days":
      return fill(word.day, age.days);
    case "weeks_days":
      return `${fill(word.week, age.weeks)} ${fill(word.day, age.days)}`;
    case "months_days":
      return `${fill(word.month, age.months)} ${fill(word.day, age.days)}`;
    case "years_months":
      return `${fill(word.year, age.years)} ${fill(word.month, age.months)}`;
    case "years":
      return fill(word.year, age.years);
  }
}
