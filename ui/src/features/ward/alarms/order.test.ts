import { expect, test } from "vitest";

import { alarm } from "@/testing/ward";

import { inOrder, ofMonitor, urgency } from "./order";
import { audible } from "./useSound";

const high = alarm("1");
const seen = alarm("2", { phase: "acknowledged" });
const latched = alarm("3", { phase: "latched" });
const medium = alarm("4", { priority: "medium" }, "no_data");
const low = alarm("5", { priority: "low" }, "sensor_off");

test("what nobody has acknowledged comes first; within that the core's order holds", () => {
  expect(inOrder([high, seen, latched, medium, low])).toEqual([high, latched, medium, low, seen]);
});

test("a latched alarm stays among those that want somebody", () => {
  expect(inOrder([latched])).toEqual([latched]);
});

test("a bed has its own alarms, in the same order", () => {
  const other = alarm("4", { phase: "acknowledged" }, "lead_off");
  expect(ofMonitor([high, other, medium], "mon-4")).toEqual([medium, other]);
});

test("any alarm that nobody acknowledged is more urgent than any that somebody did", () => {
  expect(urgency([low])).toBeGreaterThan(urgency([seen]));
  expect(urgency([high])).toBeGreaterThan(urgency([medium, low]));
  expect(urgency([])).toBe(0);
});

test("only alarms that are on and unseen are heard, the most urgent of them", () => {
  expect(audible([seen, latched])).toBeUndefined();
  expect(audible([low, medium])).toBe("medium");
  expect(audible([medium, high, seen])).toBe("high");
});
