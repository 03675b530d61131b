import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { watchIdle } from "./idle";

const MINUTES_3 = 180_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage() {
  const tell = vi.fn<(left: number | null) => void>();
  const lock = vi.fn<() => void>();
  return { tell, lock, watch: watchIdle(MINUTES_3, tell, lock) };
}

test("locks after the time, and says each of the last fifteen seconds", () => {
  const { tell, lock } = stage();
  vi.advanceTimersByTime(164_000);
  expect(tell).not.toHaveBeenCalled();
  vi.advanceTimersByTime(15_999);
  expect(tell.mock.calls.flat()).toEqual(Array.from({ length: 15 }, (_, index) => 15 - index));
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test("a touch begins the time anew, also while the end is being said", () => {
  const { tell, lock, watch } = stage();
  vi.advanceTimersByTime(170_000);
  expect(tell).toHaveBeenLastCalledWith(10);
  watch.touch();
  expect(tell).toHaveBeenLastCalledWith(null);
  vi.advanceTimersByTime(164_000);
  watch.touch();
  vi.advanceTimersByTime(MINUTES_3 - 1);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lock).toHaveBeenCalledTimes(1);
});

test("a computer that slept through the end is locked by the first touch", () => {
  const { lock, watch } = stage();
  // Timers stand still while it sleeps; the clock does not.
  vi.setSystemTime(Date.now() + MINUTES_3 + 1);
  watch.touch();
  expect(lock).toHaveBeenCalledTimes(1);
});

test("a clock that is set back holds the window open for no longer than the time", () => {
  const { lock } = stage();
  vi.advanceTimersByTime(100_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(65_000 + MINUTES_3);
  expect(lock).toHaveBeenCalledTimes(1);
});

test("nothing happens once it is stopped", () => {
  const { lock, watch } = stage();
  watch.stop();
  watch.touch();
  vi.advanceTimersByTime(2 * MINUTES_3);
  expect(lock).not.toHaveBeenCalled();
});
