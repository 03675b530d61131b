import { expect, test } from "vitest";

import { fromSearch } from "./typed";

test.each([
  ["ann smith", { family: "Smith", given: "Ann" }],
  ["smith, ann", { family: "Smith", given: "Ann" }],
  ["SMITH Ann", { family: "SMITH", given: "Ann" }],
  ["Ann VAN DER BERG", { family: "VAN DER BERG", given: "Ann" }],
  ["Sukarno", { family: "Sukarno", given: "" }],
  ["fionn o’shea-burke", { family: "O’Shea-Burke", given: "Fionn" }],
  ["McDonald", { family: "McDonald", given: "" }],
  ["فاطمة العلي", { family: "العلي", given: "فاطمة" }],
  ["李小龙", { family: "李小龙", given: "" }],
  ["14jul45", { birthDate: "1945-07-14" }],
  ["1945", { birthDate: "1945" }],
  ["+353 86 555 0101", { phone: "+353 86 555 0101" }],
  ["A-000123", {}],
])("%j begins a registration with %o", (text, fields) =>
  expect(fromSearch(text, "2026-11-20")).toEqual(fields),
);
