import { describe, expect, test } from "vitest";

import {
  addDays,
  ageText,
  agoText,
  dateText,
  dayText,
  daysBetween,
  durationText,
  instantText,
  longDateText,
  minutesOf,
  onTheWall,
  timeAt,
  timeText,
  weekdayDateText,
} from "./dates";
import { wordsOf } from "./locale";

const { en, ar } = wordsOf;

describe("dates", () => {
  test.each([
    ["2009-01-05", "05-Jan-2009"],
    ["2026-12-31", "31-Dec-2026"],
    ["1945-07", "Jul-1945"],
    ["1945", "1945"],
  ])("%s reads %s", (date, text) => expect(dateText(en, date)).toBe(text));

  test("carry the weekday where it helps", () => {
    expect(weekdayDateText(en, "2009-01-05")).toBe("Mon 05-Jan-2009");
    expect(longDateText(en, "2009-01-05")).toBe("Monday 5 January 2009");
    expect(weekdayDateText(ar, "2009-01-05")).toBe("الاثنين 05-يناير-2009");
  });

  test("near today are named", () => {
    expect(dayText(en, "2026-03-01", "2026-02-28")).toBe("Tomorrow");
    expect(dayText(en, "2026-02-28", "2026-02-28")).toBe("Today");
    expect(dayText(en, "2026-02-27", "2026-02-28")).toBe("Yesterday");
    expect(dayText(en, "2026-03-02", "2026-02-28")).toBe("Mon 02-Mar-2026");
  });

  test("are counted across a change of clocks and a leap day", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  });
});

describe("instants", () => {
  test("are told by the facility's clock, on both sides of the change of clocks", () => {
    expect(instantText(en, "2026-03-29T00:59:00.000Z", "Europe/Dublin")).toBe("29-Mar-2026 00:59");
    expect(instantText(en, "2026-03-29T01:00:00.000Z", "Europe/Dublin")).toBe("29-Mar-2026 02:00");
    expect(onTheWall("2026-11-20T23:30:00.000Z", "Asia/Dubai").date).toBe("2026-11-21");
  });

  test("at midnight read 00:00", () => {
    expect(onTheWall("2026-11-20T00:00:00.000Z", "Europe/Dublin").time).toBe("00:00");
    expect(timeText("00:00:00")).toBe("00:00");
  });

  test.each([
    [0, "just now"],
    [-40, "just now"],
    [42, "42 s ago"],
    [125, "2 min ago"],
    [3 * 3600, "3 h ago"],
    [2 * 86_400, "2 d ago"],
    [8 * 86_400, "12-Nov-2026"],
  ])("%d seconds back read %s", (seconds, text) => {
    const now = new Date("2026-11-20T12:00:00Z");
    const then = new Date(now.getTime() - seconds * 1000).toISOString();
    expect(agoText(en, then, now, "Europe/Dublin")).toBe(text);
  });
});

test.each([
  [0, "0min"],
  [30, "30sec"],
  [16_320, "4hr 32min"],
  [86_400, "1d"],
  [90_060, "1d 1hr 1min"],
])("a duration of %d seconds reads %s", (seconds, text) => {
  expect(durationText(en, seconds)).toBe(text);
});

test.each([
  [{ unit: "days", days: 27 }, "27d"],
  [{ unit: "weeks_days", weeks: 4, days: 1 }, "4w 1d"],
  [{ unit: "months_days", months: 12, days: 8 }, "12m 8d"],
  [{ unit: "years_months", years: 4, months: 1 }, "4y 1m"],
  [{ unit: "years", years: 81 }, "81y"],
] as const)("the age %o reads %s", (age, text) => expect(ageText(en, age)).toBe(text));

test("minutes of the day and times of the wall clock are the same thing", () => {
  for (let minutes = 0; minutes < 1440; minutes += 7) {
    expect(minutesOf(timeAt(minutes))).toBe(minutes);
  }
  expect(timeAt(1440)).toBe("23:59");
  expect(timeAt(-5)).toBe("00:00");
});
