import { expect, test } from "vitest";

import { amountIn, enteredIn, isPlace, isStatus, nameIn, textIn } from "./asked";

const place = { practitioner: "byrne", date: "2026-11-20", start: "09:20", minutes: 20 };

test("a place is read only where all of it is there", () => {
  expect(isPlace(place)).toBe(true);
  for (const odd of [
    null,
    3,
    [],
    "x",
    {},
    { ...place, minutes: "20" },
    { ...place, date: "soon" },
  ]) {
    expect(isPlace(odd)).toBe(false);
  }
});

test("what another version wrote is left out, never guessed", () => {
  expect(textIn({ reason: " " }, "reason")).toBeUndefined();
  expect(textIn({ reason: "ill" }, "reason")).toBe("ill");
  expect(textIn(undefined, "reason")).toBeUndefined();
  expect(isStatus("done")).toBe(true);
  expect(isStatus("toString")).toBe(false);
  expect(amountIn({ amount: { minor: 4500, currency: "EUR" } })).toEqual({
    minor: 4500,
    currency: "EUR",
  });
  expect(amountIn({ amount: 45 })).toBeUndefined();
  expect(nameIn({ name: { family: "Smith", given: "Ann" } })?.family).toBe("Smith");
  expect(nameIn({ name: "Ann" })).toBeUndefined();
});

test("a value is entered, or one of the two is kept", () => {
  expect(enteredIn({ choice: { kind: "enter_new", value: "1945-07-14" } })).toBe("1945-07-14");
  for (const odd of [null, {}, { choice: { kind: "keep_mine" } }, { choice: { value: 7 } }]) {
    expect(enteredIn(odd)).toBeUndefined();
  }
});
