import { expect, test } from "vitest";

import { made, patientNamed } from "@/testing/clinic";

import { bookingOf, endOf, isBooking, isWorthKeeping, newBooking, parseMinutes } from "./fields";

test.each([
  ["20", 20],
  ["20 min", 20],
  ["1h", 60],
  ["1h30", 90],
  ["1:30", 90],
  ["٤٥", 45],
  ["soon", undefined],
  ["", undefined],
  ["1h2h", undefined],
])("a length typed as %s is %s minutes", (text, minutes) => {
  expect(parseMinutes(text)).toBe(minutes);
});

const full = newBooking({
  id: made("new"),
  patient: patientNamed("p", "SMITH, Ann"),
  practitioner: made("byrne"),
  date: made("2026-11-20"),
  start: made("09:20"),
  minutes: 20,
});

test("a booking is sent once all that it needs is there, and names no room unless one was chosen", () => {
  expect(bookingOf(full, false)).toEqual({
    id: "new",
    patient: "p",
    practitioner: "byrne",
    date: "2026-11-20",
    start: "09:20",
    minutes: 20,
    reason: "",
    services: [],
    outside_hours: false,
  });
  for (const missing of ["patient", "practitioner", "date", "start", "minutes"] as const) {
    expect(bookingOf({ ...full, [missing]: null }, false)).toBeUndefined();
  }
});

test("what was typed is kept, and what is no booking is not taken for one", () => {
  expect(isWorthKeeping(newBooking({}))).toBe(false);
  expect(isWorthKeeping(full)).toBe(true);
  expect(isBooking(structuredClone(full))).toBe(true);
  for (const odd of [null, 3, {}, { ...full, services: [1] }, { ...full, patient: { id: 1 } }]) {
    expect(isBooking(odd)).toBe(false);
  }
});

test("the end follows from start and length", () => {
  expect(endOf(full)).toBe("09:40");
  expect(endOf({ ...full, minutes: null })).toBeUndefined();
});
