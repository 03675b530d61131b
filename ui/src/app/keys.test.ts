import { expect, test } from "vitest";

import { duplicates } from "@/keyboard/registry";

import { allKeys, scopeTitles } from "./keys";

test("no key means two things in one scope", () => {
  expect(duplicates(allKeys)).toEqual([]);
});

test("every scope has a name on the key sheet", () => {
  expect(allKeys.filter(({ scope }) => !(scope in scopeTitles))).toEqual([]);
});

test("no clinical act hangs on a function key", () => {
  const odd = allKeys.filter(({ keys, id }) => /(^|\+)F\d/.test(keys) && !id.startsWith("frame."));
  expect(odd).toEqual([]);
});
