import { type ReactNode, createContext, use, useMemo } from "react";

import type { Age, Money } from "@/ipc/generated/commands";
import type { Language } from "@/locales/translated";

import {
  ageText,
  agoText,
  dateText,
  dayText,
  durationText,
  instantText,
  longDateText,
  onTheWall,
  shortDayText,
  timeText,
  weekdayDateText,
} from "./dates";
import { languageText } from "./languages";
import { wordsOf } from "./locale";
import { beyondText, clockText, countdownText, measuredText } from "./measured";
import { amountText, countText, moneyText, parseMoney } from "./money";
import { nameText, staffName } from "./names";
import { groupedNumber, quantityText, rateText } from "./quantities";
import { unitText } from "./units";
import { instantAt, instantOf } from "./wall";

function formatter(language: Language, zone: string) {
  const words = wordsOf[language];
  const or = <T,>(value: T | null | undefined, text: (value: T) => string): string =>
    value === null || value === undefined ? words.notKnown : text(value);
  return {
    language,
    zone,
    words,
    /** `05-Jan-2009`; missing is `Not known`. */
    date: (date: string | null | undefined) => or(date, (known) => dateText(words, known)),
    /** `Mon 05-Jan-2009`. */
    weekdayDate: (date: string) => weekdayDateText(words, date),
    /** `Monday 5 January 2009`, for headings and screen readers. */
    longDate: (date: string) => longDateText(words, date),
    /** `Mon 5`. */
    shortDay: (date: string) => shortDayText(words, date),
    /** `Today`, `Tomorrow`, … else `Mon 05-Jan-2009`. */
    day: (date: string, today: string) => dayText(words, date, today),
    /** `09:30`. */
    time: timeText,
    /** `20-Nov-2026 19:04` on the facility's clock; missing is `Not known`. */
    instant: (instant: string | null | undefined) =>
      or(instant, (known) => instantText(words, known, zone)),
    /** `19:04` on the facility's clock. */
    timeOf: (instant: string) => onTheWall(instant, zone).time,
    /** `19:04:07` on the facility's clock. */
    clock: (instant: string | Date) => clockText(instant, zone),
    /** The instant at which the facility's clock shows that date and time; nothing where it never does. */
    instantAt: (date: string, time: string) => instantAt(date, time, zone),
    /** A moment as it travels. */
    instantOf,
    /** The facility's date at an instant. */
    dateOf: (instant: string | Date) => onTheWall(instant, zone).date,
    /** `2 min ago`. */
    ago: (instant: string, now: Date) => agoText(words, instant, now, zone),
    /** `4hr 32min`. */
    duration: (seconds: number) => durationText(words, seconds),
    /** `4w 1d`; the core chooses the units. */
    age: (age: Age | null | undefined) => or(age, (known) => ageText(words, known)),
    /** `€12,345.50`. */
    money: (money: Money) => moneyText(language, money),
    /** `12,345.50`, for a column that names the currency in its head. */
    amount: (money: Money) => amountText(language, money),
    /** `12,345`. */
    count: (count: number) => countText(language, count),
    parseMoney,
    /** `SMITH, Ann (Mrs)`. */
    name: nameText,
    /** `Dr Aoife Byrne`. */
    staff: staffName,
    quantity: quantityText,
    /** `36.8`, `120`: a measured number without decimals that say nothing. */
    measured: measuredText,
    /** `131`, or `120.4` above 120: a value beyond its limit. */
    beyond: beyondText,
    /** `1:43`: minutes and seconds. */
    countdown: countdownText,
    /** `mm[Hg]` as `mmHg`. */
    unit: unitText,
    /** `pl` as `Polish`; missing is `Not known`. */
    languageName: (tag: string | null | undefined) =>
      or(tag, (known) => languageText(language, known)),
    groupedNumber,
    /** `2000` basis points as `20%`. */
    rate: rateText,
  };
}

export type Format = ReturnType<typeof formatter>;

const FormatContext = createContext<Format>(formatter("en", "UTC"));

/** Gives the screens below it the language, and the zone of the facility's clock. */
export function FormatProvider(props: { language: Language; zone: string; children: ReactNode }) {
  const { language, zone, children } = props;
  const format = useMemo(() => formatter(language, zone), [language, zone]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

/** How values become text here: the one way from a date, an amount or an age to the screen. */
export const useFormat = (): Format => use(FormatContext);
