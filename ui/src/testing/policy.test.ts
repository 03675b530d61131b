import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

const ui = join(import.meta.dirname, "..", "..");

/**
 * The policy allows no style that is written into a page, but for one rule that React Aria lays at run time. When
 * React Aria words it differently, the window goes on without it, and this says so.
 */
test("the policy knows the one rule that React Aria lays", () => {
  const usePress = "node_modules/react-aria/dist/private/interactions/usePress.mjs";
  const source = readFileSync(join(ui, usePress), "utf8");
  const laid = /style\.textContent = `([\s\S]*?)`\.trim\(\)/.exec(source)?.[1];
  const attribute = /PRESSABLE_ATTRIBUTE = '([a-z-]+)'/.exec(source)?.[1];
  const rule = laid?.replace(/\$\{[^}]+\}/, attribute ?? "").trim() ?? "";
  const hash = createHash("sha256").update(rule).digest("base64");
  const policy = readFileSync(join(ui, "..", "tauri.conf.json"), "utf8");
  expect(policy).toContain(`style-src 'self' 'sha256-${hash}'`);
});
