import { expect, test } from "vitest";

import { uuid7 } from "./uuid7";

test("carries the version, the variant and the millisecond", () => {
  const id = uuid7(Date.UTC(2090, 0, 1));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(Date.UTC(2090, 0, 1));
});

test("ids made one after the other sort in that order, even when the clock steps back", () => {
  const now = Date.UTC(2091, 0, 1);
  const ids = Array.from({ length: 6000 }, (_, index) => uuid7(now - (index % 3)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
