import { expect, test } from "vitest";

import { beyondText, clockText, countdownText, measuredText } from "./measured";

test.each([
  [36.8, 1, "36.8"],
  [37, 1, "37"],
  [123.349, 1, "123.3"],
  [119.6, 0, "120"],
])("%s with %s decimals reads %s", (value, decimals, text) =>
  expect(measuredText(value, decimals)).toBe(text),
);

test.each([
  [131.2, 120, "131"],
  [120.4, 120, "120.4"],
  [39.8, 40, "39.8"],
  [88.6, null, "89"],
])("%s beyond %s reads %s", (value, limit, text) => expect(beyondText(value, limit)).toBe(text));

test.each([
  [-3, "0:00"],
  [7.9, "0:07"],
  [103, "1:43"],
  [3723, "1:02:03"],
])("%s seconds read %s", (seconds, text) => expect(countdownText(seconds)).toBe(text));

test("the clock on the wall has seconds where they matter", () => {
  expect(clockText("2026-07-01T09:04:07.500Z", "Europe/Dublin")).toBe("10:04:07");
});
