import { expect, test } from "vitest";

import { groupedNumber, parseRate, rateText } from "./quantities";

test.each([
  ["23", 2300],
  ["23%", 2300],
  [" 13,5 % ", 1350],
  ["13.55", 1355],
  ["0", 0],
  ["100", 10_000],
  ["100.01", undefined],
  ["12.345", undefined],
  ["-5", undefined],
  ["", undefined],
  ["ten", undefined],
])("%s typed is %s basis points", (text, basisPoints) => expect(parseRate(text)).toBe(basisPoints));

test.each([0, 1, 50, 900, 1350, 2300, 10_000])(
  "%s basis points are read as they are written",
  (rate) => expect(parseRate(rateText(rate))).toBe(rate),
);

test("a number of ten digits stands in groups", () => {
  expect(groupedNumber("9434765919")).toBe("943\u00a0476\u00a05919");
  expect(groupedNumber("12345")).toBe("12345");
});
