import { expect, test } from "vitest";

import { fieldProblems } from "./fieldProblems";

test("each wrong field gets its sentence, and an unknown problem the general one", () => {
  const data = { fields: { family: "required", birth_date: "in_future", phone: "odd" } };
  expect(fieldProblems({ code: "invalid_fields", data })).toEqual({
    family: "problems.required",
    birth_date: "problems.in_future",
    phone: "problems.invalid",
  });
});

test("another failure marks no field", () => {
  expect(fieldProblems({ code: "slot_taken", data: { fields: { a: "required" } } })).toEqual({});
  expect(fieldProblems({ code: "invalid_fields" })).toEqual({});
  expect(fieldProblems(null)).toEqual({});
});
