import { describe, expect, test } from "vitest";

import { parseBirthDate, parseDate, parseTime } from "./parseDate";

const friday = "2026-11-20";

describe("a birth date", () => {
  test.each([
    ["14jul45", "1945-07-14"],
    ["14 July 1945", "1945-07-14"],
    ["14/7/1945", "1945-07-14"],
    ["14.07.45", "1945-07-14"],
    ["14-Jul-1945", "1945-07-14"],
    ["1945-07-14", "1945-07-14"],
    ["140745", "1945-07-14"],
    ["14071945", "1945-07-14"],
    ["july 14 1945", "1945-07-14"],
    ["١٤/٧/١٩٤٥", "1945-07-14"],
    ["14 يوليو 1945", "1945-07-14"],
    ["1945", "1945"],
    ["7/1945", "1945-07"],
    ["jul 1945", "1945-07"],
    ["1945-07", "1945-07"],
    ["3/3/25", "2025-03-03"],
    ["3/3/27", "1927-03-03"],
    ["29/2/2024", "2024-02-29"],
  ])("typed as %s is %s", (text, date) => {
    expect(parseBirthDate(text, friday)).toBe(date);
  });

  test.each([
    "",
    "29/2/2023",
    "32/1/1945",
    "14/13/1945",
    "abc",
    "14jux45",
    "1",
    "12345",
    "14/7/945",
  ])("typed as %j is none", (text) => {
    expect(parseBirthDate(text, friday)).toBeUndefined();
  });
});

describe("a day to come", () => {
  test.each([
    ["t", "2026-11-20"],
    ["+3", "2026-11-23"],
    ["t+3", "2026-11-23"],
    ["-1", "2026-11-19"],
    ["+2w", "2026-12-04"],
    ["+3m", "2027-02-20"],
    ["+1y", "2027-11-20"],
    ["tomorrow", "2026-11-21"],
    ["mon", "2026-11-23"],
    ["fri", "2026-11-27"],
    ["thursday", "2026-11-26"],
    ["5/1", "2027-01-05"],
    ["21nov", "2026-11-21"],
    ["3/1/27", "2027-01-03"],
  ])("typed as %s is %s", (text, date) => {
    expect(parseDate(text, { today: friday, lean: "future" })).toBe(date);
  });

  test("is never only a year", () => {
    expect(parseDate("2027", { today: friday, lean: "future" })).toBeUndefined();
  });
});

test("a month more than the shorter month has days ends on its last day", () => {
  expect(parseDate("+1m", { today: "2026-01-31", lean: "future" })).toBe("2026-02-28");
});

test.each([
  ["9", "09:00"],
  ["930", "09:30"],
  ["0930", "09:30"],
  ["9.30", "09:30"],
  ["14h30", "14:30"],
  ["2pm", "14:00"],
  ["12am", "00:00"],
  ["12:05 pm", "12:05"],
  ["24:00", undefined],
  ["9:75", undefined],
  ["13pm", undefined],
])("a time typed as %s is %s", (text, time) => expect(parseTime(text)).toBe(time));
