import { expect, test } from "vitest";

import { instantAt } from "./wall";

test.each([
  ["2026-11-20", "09:30", "Europe/Dublin", "2026-11-20T09:30:00.000Z"],
  ["2026-07-14", "09:30", "Europe/Dublin", "2026-07-14T08:30:00.000Z"],
  ["2026-07-14", "00:10", "Asia/Kolkata", "2026-07-13T18:40:00.000Z"],
  ["2026-03-29", "00:59", "Europe/Dublin", "2026-03-29T00:59:00.000Z"],
  ["2026-03-29", "01:30", "Europe/Dublin", undefined],
  ["2026-03-29", "02:00", "Europe/Dublin", "2026-03-29T01:00:00.000Z"],
  ["2026-10-25", "01:30", "Europe/Dublin", "2026-10-25T01:30:00.000Z"],
])("the clock shows %s %s in %s at %s", (date, time, zone, instant) =>
  expect(instantAt(date, time, zone)).toBe(instant),
);
