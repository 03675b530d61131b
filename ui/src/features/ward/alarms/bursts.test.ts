import { describe, expect, test } from "vitest";

import { type Burst, HARMONICS, bursts, lengthOf } from "./bursts";

/** Seconds from the end of each tone to the start of the next. */
const spacing = ({ tones }: Burst): number[] =>
  tones.slice(1).map(({ at }, index) => {
    const before = tones[index];
    return at - (before ? before.at + before.length : 0);
  });

// IEC 60601-1-8, tables 3 and 4.
describe.each([
  ["high", 10, [0.075, 0.2], [0.05, 0.125], [2.5, 15]],
  ["medium", 3, [0.125, 0.25], [0.125, 0.25], [2.5, 30]],
  ["low", 2, [0.125, 0.25], [0.125, 0.25], [15, 120]],
] as const)("a %s burst", (priority, count, length, apart, pause) => {
  const burst = bursts[priority];
  const within = (value: number, [least, most]: readonly [number, number]): boolean =>
    value >= least - 1e-9 && value <= most + 1e-9;

  test("has its pulses, of its length", () => {
    expect(burst.tones).toHaveLength(count);
    expect(burst.tones.every((tone) => within(tone.length, length))).toBe(true);
  });

  test("is heard again in its time", () => expect(within(burst.pause, pause)).toBe(true));

  test("has its pulses as far apart as it must", () => {
    const inside = spacing(burst).filter((gap) => gap < 0.3);
    expect(inside.every((gap) => within(gap, apart))).toBe(true);
  });
});

test("a high burst is five pulses twice, three and two, with a breath between", () => {
  const gaps = spacing(bursts.high).map((gap) => Math.round(gap * 100) / 100);
  expect(gaps).toEqual([0.1, 0.1, 0.35, 0.1, 0.8, 0.1, 0.1, 0.35, 0.1]);
});

test("pitch and harmonics are those that are heard", () => {
  const pitches = Object.values(bursts).flatMap(({ tones }) => tones.map(({ pitch }) => pitch));
  expect(pitches.every((pitch) => pitch >= 150 && pitch <= 1000)).toBe(true);
  const pitch = pitches[0] ?? 0;
  const heard = HARMONICS.filter((strength, index) => {
    const frequency = pitch * (index + 1);
    const decibel = 20 * Math.log10(strength / HARMONICS[0]);
    return frequency >= 300 && frequency <= 4000 && Math.abs(decibel) <= 15;
  });
  expect(heard.length).toBeGreaterThanOrEqual(4);
});

test("a burst is over before it is heard again", () => {
  for (const burst of Object.values(bursts)) expect(lengthOf(burst)).toBeLessThan(5);
});
