import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { App } from "../src/app/App";
import { silence } from "../src/components/toasts";
import type { FakeHost } from "../src/testing/fakeHost";
import { playAgenda } from "./agenda";
import { playBilling } from "./billing";
import { startAt } from "./clock";
import { patients, seed } from "./seed";
import { playWard } from "./ward";

/** What a careless screen would run, or take for markup. Somebody typed it, or a machine sent it. */
const scripts: readonly string[] = [
  `<img src=x onerror="globalThis.ran=1">`,
  `<script>globalThis.ran=1</script>`,
  `"><svg onload=globalThis.ran=1>`,
  `<a href="javascript:globalThis.ran=1">globalThis.ran</a>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>globalThis.ran`,
  `<style>*{display:none}</style>globalThis.ran`,
  `</textarea><b id="globalThis.ran">globalThis.ran</b>`,
  `{{constructor.constructor('globalThis.ran=1')()}}`,
];

/** Fields that hold what somebody wrote: names, reasons, notes, addresses. */
const written =
  /^(display_name|other_display_name|person_name|family|given|prefix|name|reason|note|text|words|description|substance|manifestation|lines?|town|phone|email|patient_name|practitioner_name|label|workstation)$/;

startAt("2026-11-20T10:37:00Z");

let turn = 0;

/** The same answer, with a script in the place of every text that somebody wrote. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    return written.test(key) ? scripts[(turn += 1) % scripts.length] : value;
  }
  if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]),
  );
}

function poison(host: FakeHost): void {
  const clean = host.invoke.bind(host);
  host.invoke = async (command, payload) => poisoned(await clean(command, payload));
}

/** A role, where it looks, and what the stand-ins are asked to play. */
const screens: readonly [role: string, place: string, screen: string][] = [
  ["reception", "/today", ""],
  ["reception", "/schedule", ""],
  ["reception", "/patients", ""],
  ["reception", "/patients/m1?part=details", ""],
  ["reception", "/attention", "off-a"],
  ["doctor", "/patients/m1", ""],
  ["nurse", "/ward", ""],
  ["billing", "/billing", "billing"],
  ["billing", "/billing/part", "billing"],
  ["administrator", "/people", ""],
  ["administrator", "/audit", ""],
  ["administrator", "/settings", ""],
];

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  Reflect.deleteProperty(globalThis, "ran");
});
afterEach(() => {
  cleanup();
  silence();
});

test.each(screens)(
  "what somebody wrote is text for %s at %s, and nothing else",
  async (role, place, stage) => {
    const host = seed({ screen: stage, role, theme: "light", density: "normal", language: "en" });
    playWard(host, stage);
    playAgenda(host, "day");
    playBilling(host, patients, stage);
    poison(host);
    location.hash = `#${place}`;
    render(<App />);
    await screen.findByRole("main");
    const main = screen.getByRole("main");
    await waitFor(() => expect(main.textContent).toContain("globalThis.ran"));
    const acting = document.body.querySelectorAll(
      "script, iframe, object, embed, base, meta, link, body style, img[src=x], [onerror], [onload], a[href^='javascript'], [srcdoc], [id='globalThis.ran']",
    );
    expect([...acting].map((element) => element.outerHTML)).toEqual([]);
    expect(globalThis).not.toHaveProperty("ran");
  },
);
