import { describe, expect, test } from "vitest";

import { type Key, duplicates, isSingleCharacter, matches } from "./registry";

const pressed = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

const key = (id: string, keys: string, scope: string): Key => ({
  id,
  keys,
  scope,
  title: "controls.open",
});

describe("a chord", () => {
  test("needs exactly its modifiers", () => {
    expect(matches("Mod+K", pressed("k", { ctrlKey: true, code: "KeyK" }))).toBe(true);
    expect(matches("Mod+K", pressed("k", { metaKey: true, code: "KeyK" }))).toBe(true);
    expect(matches("Mod+K", pressed("k"))).toBe(false);
    expect(matches("Mod+K", pressed("K", { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches("Alt+ArrowUp", pressed("ArrowUp", { altKey: true }))).toBe(true);
  });

  test("goes by the position of the key on a layout without Latin letters", () => {
    expect(matches("Mod+K", pressed("ن", { ctrlKey: true, code: "KeyK" }))).toBe(true);
  });
});

test("a sign is found wherever the layout has it", () => {
  expect(matches("?", pressed("?", { shiftKey: true, code: "Slash" }))).toBe(true);
  expect(matches("/", pressed("/", { shiftKey: true, code: "Digit7" }))).toBe(true);
});

test("a letter needs no modifier and takes none", () => {
  expect(matches("N", pressed("n", { code: "KeyN" }))).toBe(true);
  expect(matches("N", pressed("ى", { code: "KeyN" }))).toBe(true);
  expect(matches("N", pressed("n", { ctrlKey: true }))).toBe(false);
  expect(matches("F6", pressed("F6"))).toBe(true);
  expect(matches("F6", pressed("F6", { shiftKey: true }))).toBe(false);
});

test.each([
  ["N", true],
  ["/", true],
  ["Mod+K", false],
  ["F6", false],
  ["Alt+N", false],
])("%s is a single character: %s", (keys, single) => {
  expect(isSingleCharacter(keys)).toBe(single);
});

test("the same key twice in one scope, or there and everywhere, is found", () => {
  expect(duplicates([key("a", "N", "list"), key("b", "N", "grid")])).toEqual([]);
  expect(duplicates([key("a", "N", "list"), key("b", "N", "list")])).toHaveLength(1);
  expect(duplicates([key("a", "Mod+K", "everywhere"), key("b", "Mod+K", "grid")])).toHaveLength(1);
  expect(duplicates([key("a", "N", "list"), key("a", "X", "list")])).toHaveLength(1);
});
