import { expect, test } from "vitest";

import { initials, nameText, staffName } from "./names";
import { groupedNumber, quantityText, rateText } from "./quantities";

test.each([
  [{ family: "Smith", given: "Ann", prefix: "Mrs" }, "SMITH, Ann (Mrs)"],
  [{ family: "Nguyễn", given: "Thị Minh Khai" }, "NGUYỄN, Thị Minh Khai"],
  [{ family: "العلي", given: "فاطمة" }, "العلي, فاطمة"],
  [{ family: "Sukarno", given: null }, "SUKARNO"],
])("%o reads %s", (parts, text) => expect(nameText(parts)).toBe(text));

test("staff are named as they are addressed", () => {
  expect(staffName({ family: "Byrne", given: "Aoife", prefix: "Dr" })).toBe("Dr Aoife Byrne");
  expect(staffName({ family: "Nguyễn", given: "Thị Hạnh" })).toBe("Thị Hạnh Nguyễn");
});

test.each([
  ["Dr Aoife Byrne", "AB"],
  ["Mary", "M"],
  ["李 小龙", "李小"],
])("%s is %s for short", (name, short) => expect(initials(name)).toBe(short));

test("amount and unit stay together", () => {
  expect(quantityText("0.5", "mg")).toBe("0.5\u00a0mg");
  expect(groupedNumber("9434765919")).toBe("943\u00a0476\u00a05919");
  expect(groupedNumber("MRN-1")).toBe("MRN-1");
});

test.each([
  [2000, "20%"],
  [1350, "13.5%"],
  [5, "0.05%"],
  [0, "0%"],
])("%d basis points read %s", (rate, text) => expect(rateText(rate)).toBe(text));
