import { expect, test } from "vitest";

import { workstation } from "@/testing/workstations";

import { isInHand, standingOf } from "./standing";

test.each([
  ["heard", {}],
  ["silent", { silent_days: 1, locks_in_days: 13 }],
  ["locked", { silent_days: 14, locks_in_days: 0 }],
  ["revoked", { state: "revoked", silent_days: 20 }],
  ["to_be_wiped", { state: "to_be_wiped" }],
  ["wiped", { state: "wiped" }],
] as const)("%s", (standing, more) => {
  expect(standingOf(workstation("A", more))).toBe(standing);
});

test("one that was never heard is told from one that is silent", () => {
  const {
    heard_at: _heard,
    silent_days: _silent,
    locks_in_days: _locks,
    ...never
  } = workstation("A");
  expect(standingOf(never)).toBe("never");
});

test("nothing more is done to one that is to be wiped", () => {
  const states = ["active", "revoked", "to_be_wiped", "wiped"] as const;
  const inHand = states.filter((state) => isInHand(workstation("A", { state })));
  expect(inHand).toEqual(["active", "revoked"]);
});
