import { describe, expect, test } from "vitest";

import { amountText, decimal, minorDigits, moneyText, parseMoney } from "./money";

test.each([
  [0, "EUR", "€0.00"],
  [5, "EUR", "€0.05"],
  [1_234_550, "EUR", "€12,345.50"],
  [-1999, "EUR", "-€19.99"],
  [9_007_199_254_740_991, "EUR", "€90,071,992,547,409.91"],
  [500, "JPY", "JP¥500"],
  [12_345, "KWD", "KWD\u00a012.345"],
])("%d minor units of %s read %s", (minor, currency, text) => {
  expect(moneyText("en", { minor, currency })).toBe(text);
});

test("in Arabic keep Latin digits", () => {
  expect(moneyText("ar", { minor: 1_234_550, currency: "EUR" })).toContain("12,345.50");
});

test("a column of one currency leaves the sign out", () => {
  expect(amountText("en", { minor: -1_234_550, currency: "EUR" })).toBe("-12,345.50");
});

test("decimals are exact where a float would not be", () => {
  expect(decimal(9_007_199_254_740_991, 2)).toBe("90071992547409.91");
  expect(decimal(-7, 2)).toBe("-0.07");
  expect(decimal(7, 0)).toBe("7");
});

test("currencies have their own minor unit", () => {
  expect(["EUR", "JPY", "KWD"].map(minorDigits)).toEqual([2, 0, 3]);
});

describe("an amount", () => {
  test.each([
    ["12", "EUR", 1200],
    ["12.5", "EUR", 1250],
    ["12,50", "EUR", 1250],
    ["€12.50", "EUR", 1250],
    ["1,234.50", "EUR", 123_450],
    ["1.234,50", "EUR", 123_450],
    ["1,234", "EUR", 123_400],
    ["1 234", "EUR", 123_400],
    ["-3", "EUR", -300],
    ["0.1", "EUR", 10],
    ["12.345", "KWD", 12_345],
    ["500", "JPY", 500],
    ["12.345.678", "EUR", 1_234_567_800],
    ["", "EUR", undefined],
    ["12.505.1", "EUR", undefined],
    ["0.123", "USD", undefined],
    ["twelve", "EUR", undefined],
    ["5.5", "JPY", undefined],
    ["99999999999999999", "EUR", undefined],
  ])("typed as %j in %s is %s", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });
});
