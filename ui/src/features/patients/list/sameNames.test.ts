import { expect, test } from "vitest";

import { patientNamed } from "@/testing/clinic";

import { sameNames } from "./sameNames";

test("two of one name are told, whatever their titles", () => {
  const patients = [
    patientNamed("1", "SMITH, Ann (Mrs)"),
    patientNamed("2", "SMITH, Ann"),
    patientNamed("3", "SMITH, Anna"),
    patientNamed("4", "LÊ, Ann"),
  ];
  expect([...sameNames(patients)]).toEqual(["1", "2"]);
});
