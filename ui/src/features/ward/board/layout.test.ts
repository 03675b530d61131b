import { expect, test } from "vitest";

import type { WardBed } from "@/ipc/generated/commands";
import { alarm, monitor } from "@/testing/ward";

import { channelsFor } from "./channels";
import { arranged, fitting, pageOf } from "./layout";

const bed = (id: string): WardBed => ({ monitor: monitor(`mon-${id}`) });
const names = (beds: readonly WardBed[]): string[] => beds.map((one) => one.monitor.monitor);

test.each([
  [0, 1],
  [1, 1],
  [2, 4],
  [5, 6],
  [9, 9],
  [40, 9],
])("%s beds stand %s at a time", (beds, layout) => expect(fitting(beds)).toBe(layout));

test("beds with alarms come first where that is wished, the others keep their order", () => {
  const beds = ["1", "2", "3", "4"].map(bed);
  const alarms = [alarm("3", { priority: "medium" }), alarm("4")];
  expect(names(arranged(beds, alarms, true))).toEqual(["mon-4", "mon-3", "mon-1", "mon-2"]);
  expect(arranged(beds, alarms, false)).toBe(beds);
});

test("a page that is not there is the last", () => {
  const beds = ["1", "2", "3", "4", "5"].map(bed);
  expect(pageOf(beds, 4, 2)).toMatchObject({ page: 2, pages: 2 });
  expect(names(pageOf(beds, 4, 9).beds)).toEqual(["mon-5"]);
  expect(pageOf(beds, 4, Number.NaN).page).toBe(1);
  expect(pageOf([], 1, 3)).toEqual({ beds: [], page: 1, pages: 1 });
});

test("one of each kind of waveform is shown before a second ECG lead", () => {
  const channel = (name: WardBed["monitor"]["channels"][number]["channel"]) => ({
    channel: name,
    rate_mhz: 250_000,
    gain: 1,
    baseline: 0,
    unit: "mV",
    freshness: "live" as const,
  });
  const view = monitor("mon-1", {
    channels: [channel("ecg_i"), channel("ecg_ii"), channel("pleth"), channel("resp")],
  });
  expect(channelsFor(view, 2)).toEqual(["ecg_ii", "pleth"]);
  expect(channelsFor(view, 4)).toEqual(["ecg_ii", "ecg_i", "pleth", "resp"]);
  expect(channelsFor(monitor(), 2)).toEqual(["ecg_ii"]);
});
