import { expect, test } from "vitest";

import { Pulse } from "./pulse";

test("an engine whose last look stands still for more than two seconds has failed", () => {
  const pulse = new Pulse();
  expect(pulse.beats("a", 0)).toBe(true);
  expect(pulse.beats("a", 2000)).toBe(true);
  expect(pulse.beats("a", 2001)).toBe(false);
  expect(pulse.beats("b", 2500)).toBe(true);
});

test("an answer that comes seldom, as in a hidden window, is no failure while it moves on", () => {
  const pulse = new Pulse();
  expect(pulse.beats("a", 0)).toBe(true);
  expect(pulse.beats("b", 60_000)).toBe(true);
});

test("a clock that is set back moves on like any other", () => {
  const pulse = new Pulse();
  pulse.beats("2026-11-20T19:00:00Z", 0);
  expect(pulse.beats("2026-11-20T18:00:00Z", 1000)).toBe(true);
});

test("where there are no monitors nothing can fail", () => {
  const pulse = new Pulse();
  expect(pulse.beats(undefined, 0)).toBe(true);
  expect(pulse.beats(undefined, 60_000)).toBe(true);
});
