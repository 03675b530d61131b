import { expect, test } from "vitest";

import { uuid7 } from "@/ipc/uuid7";

import { identityLook } from "./identityLook";

test("a patient looks the same every time", () => {
  const id = uuid7();
  expect(identityLook(id)).toEqual(identityLook(id));
});

test("patients registered one after the other spread over all looks", () => {
  const looks = Array.from({ length: 400 }, () => JSON.stringify(identityLook(uuid7())));
  expect(new Set(looks).size).toBe(36);
  const neighbours = looks.filter((look, index) => look === looks[index + 1]).length;
  expect(neighbours).toBeLessThan(40);
});
