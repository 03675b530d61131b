import { expect, test } from "vitest";

import { fit, fitting } from "./rank";

test.each([
  ["pat", "Patients", 0],
  ["att", "Needs attention", 1],
  ["needs att", "Needs attention", 0],
  ["att needs", "Needs attention", 1],
  ["xyz", "Patients", undefined],
  ["nguyen", "Nguyễn Thị", 0],
  ["مرض", "المرضى", undefined],
  ["الم", "المرضى", 0],
])("%s fits %s: %s", (typed, title, how) => expect(fit(typed, title)).toBe(how));

test("what begins with the typed text comes first", () => {
  const titles = ["Go to Patients", "Patients"];
  expect(fitting("pat", titles, (title) => title)).toEqual(["Patients", "Go to Patients"]);
});
