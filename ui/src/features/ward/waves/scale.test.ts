import { expect, test } from "vitest";

import { MM, firstScale, rowOf, scaleFor } from "./scale";

const wave = (low: number, high: number): number[] =>
  Array.from({ length: 400 }, (_, index) => low + ((high - low) * (index % 20)) / 19);

test("an ECG keeps one of the usual gains, so that a millivolt is a millivolt", () => {
  expect(firstScale("ecg_ii", 100)).toMatchObject({ gain: 10, perUnit: 10 * MM });
  expect(scaleFor("ecg_ii", 160, wave(-0.4, 1.2)).gain).toBe(20);
  expect(scaleFor("ecg_ii", 100, wave(-0.4, 1.6)).gain).toBe(10);
  expect(scaleFor("ecg_ii", 60, wave(-0.4, 1.6)).gain).toBe(5);
  expect(scaleFor("ecg_ii", 40, wave(-2, 4)).gain).toBe(2.5);
});

test("a pressure stands between round numbers, which are shown", () => {
  expect(scaleFor("abp", 100, wave(47, 93)).edges).toEqual([40, 100]);
  expect(scaleFor("abp", 100, wave(61, 64)).edges).toEqual([60, 90]);
});

test("noise is not stretched to a wave", () => {
  const { perUnit } = scaleFor("pleth", 100, wave(0.5, 0.5001));
  expect(perUnit * 0.0001).toBeLessThan(1);
});

test("a spike does not flatten the rest", () => {
  const spiked = [...wave(0, 1), 50];
  expect(scaleFor("pleth", 100, spiked).perUnit).toBeCloseTo(
    scaleFor("pleth", 100, wave(0, 1)).perUnit,
    0,
  );
});

test("a value beyond the scale is drawn at the edge of its strip, never in another", () => {
  const scale = firstScale("ecg_ii", 100);
  expect(rowOf(scale, 100, 99)).toBe(1);
  expect(rowOf(scale, 100, -99)).toBe(99);
});
