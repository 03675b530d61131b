import { expect, test } from "vitest";

import { figures, noteFrame, noteStop, probeFrames } from "./frames";

test("half, nearly all, and the dropped frames", () => {
  const intervals = [...Array.from({ length: 98 }, () => 16.7), 33.3, 50];
  expect(figures(intervals, 8)).toEqual({
    frames: 100,
    p50: 16.7,
    p99: 33.3,
    over33ms: 1,
    lanes: 8,
  });
  expect(figures([], 0)).toEqual({ frames: 0, p50: 0, p99: 0, over33ms: 0, lanes: 0 });
});

test("nothing is measured before it is asked for, and pauses are no frames", () => {
  noteFrame(0, 4);
  expect(Reflect.get(window, "__mainstayFrameProbe")).toBeUndefined();
  probeFrames();
  for (const at of [0, 16, 32]) noteFrame(at, 4);
  noteStop();
  for (const at of [9000, 9016]) noteFrame(at, 4);
  const probe: unknown = Reflect.get(window, "__mainstayFrameProbe");
  expect(probe).toMatchObject({ read: expect.any(Function), reset: expect.any(Function) });
  expect((probe as { read: () => unknown }).read()).toMatchObject({ frames: 3, p99: 16 });
});
