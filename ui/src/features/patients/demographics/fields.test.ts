import { describe, expect, test } from "vitest";

import type { Patient } from "@/ipc/generated/commands";
import { made } from "@/testing/clinic";

import { demographicsFrom, demographicsOf, edit, noDemographics, registration } from "./fields";

const ann: Patient = {
  id: made("ann"),
  record_number: "A-000123",
  name: { family: "Smith", given: "Ann", prefix: "Mrs" },
  birth_date: made("1945-07"),
  sex: "female",
  phone: "086 555 0101",
  address: {
    lines: ["12 Harbour Street", "Flat 3"],
    city: "Dublin",
    postal_code: "A96",
    country: "",
  },
  registered_at: made("2026-01-01T00:00:00.000Z"),
};
const before = demographicsFrom(ann);

describe("an edit", () => {
  test("that changes nothing asks for nothing", () => {
    expect(edit(ann.id, before, { ...before }, { ...ann })).toBeUndefined();
  });

  test("names the changed fields alone", () => {
    expect(edit(ann.id, before, { ...before, phone: "01 555 0102" }, { ...ann })).toEqual({
      id: ann.id,
      phone: "01 555 0102",
      was: { phone: "086 555 0101" },
    });
  });

  test("clears what was emptied", () => {
    const emptied = { ...before, phone: " ", lines: "", city: "", postalCode: "", birthDate: null };
    expect(edit(ann.id, before, emptied, { ...ann })).toEqual({
      id: ann.id,
      birth_date: null,
      phone: null,
      address: null,
      was: { birth_date: "1945-07", phone: "086 555 0101", address: ann.address },
    });
  });

  test("of one part of a name sends the whole name", () => {
    expect(edit(ann.id, before, { ...before, preferred: "Annie" }, { ...ann })).toEqual({
      id: ann.id,
      name: { family: "Smith", given: "Ann", prefix: "Mrs", preferred: "Annie" },
      was: { name: ann.name },
    });
  });
});

test("a registration leaves out what was not filled in", () => {
  const least = { ...noDemographics, family: " Nguyễn ", sex: "not_known" as const };
  expect(JSON.parse(JSON.stringify(registration(ann.id, least, [ann.id])))).toEqual({
    id: "ann",
    name: { family: "Nguyễn", given: "" },
    sex: "not_known",
    seen_duplicates: ["ann"],
  });
});

test("a draft of an older shape keeps what can be kept", () => {
  expect(demographicsOf({ family: "Smith", sex: null, nickname: "x", phone: 7 })).toEqual({
    ...noDemographics,
    family: "Smith",
  });
  expect(demographicsOf("nonsense")).toEqual(noDemographics);
});
