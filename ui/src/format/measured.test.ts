import { expect, test } from "vitest";

import { clockText, countdownText, measuredText } from "./measured";

test.each([
  [36.8, 1, "36.8"],
  [37, 1, "37"],
  [123.349, 1, "123.3"],
  [119.6, 0, "120"],
])("%s with %s decimals reads %s", (value, decimals, text) =>
  expect(measuredText(value, decimals)).toBe(text),
);

test.each([
  [-3, "0:00"],
  [7.9, "0:07"],
  [103, "1:43"],
  [3723, "1:02:03"],
])("%s seconds read %s", (seconds, text) => expect(countdownText(seconds)).toBe(text));

test("the clock on the wall has seconds where they matter", () => {
  expect(clockText("2026-07-01T09:04:07.500Z", "Europe/Dublin")).toBe("10:04:07");
});
