import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

type Colours = Map<string, [light: string, dark: string]>;

/** The colour tokens of one rule: `--name: #hex` or `--name: light-dark(#hex, #hex)`. */
function colours(selector: string): Colours {
  const start = css.indexOf(`${selector} {`);
  const rule = css.slice(start, css.indexOf("\n}", start));
  const found: Colours = new Map();
  const pattern = /--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g;
  for (const [, name = "", light, dark, both] of rule.matchAll(pattern)) {
    found.set(name, [light ?? both ?? "", dark ?? both ?? ""]);
  }
  return found;
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const papers = ["frame", "paper", "raised", "sunken", "hover", "selected"];
const text: [ink: string, on: string][] = [
  ...["ink", "ink-soft", "ink-faint", "accent", "danger-ink"].flatMap((ink) =>
    papers.map((on): [string, string] => [ink, on]),
  ),
  ...[
    "alarm-high",
    "alarm-medium",
    "alarm-low",
    "allergy",
    "deceased",
    "unsaved",
    "unshared",
    "good",
    "warning",
    "danger",
  ].flatMap((meaning): [string, string][] => [
    [`${meaning}-ink`, `${meaning}-soft`],
    [`${meaning}-ink`, "paper"],
  ]),
  ...["heart-rate", "saturation", "respiration", "pressure", "temperature"].flatMap((vital) =>
    ["paper", "sunken"].map((on): [string, string] => [`vital-${vital}`, on]),
  ),
  ["deceased-ink", "deceased-stripe"],
  ["on-tip", "tip"],
  ["on-accent", "accent-fill"],
  ["on-accent", "accent-fill-hover"],
  ["on-accent", "accent-fill-pressed"],
  ["on-danger", "danger-fill"],
  ["on-danger", "danger-fill-hover"],
  ["on-alarm-high", "alarm-high-fill"],
  ["on-alarm-medium", "alarm-medium-fill"],
  ["on-alarm-low", "alarm-low-fill"],
  ["on-allergy", "allergy-fill"],
];
const edges: [edge: string, on: string][] = ["edge", "focus"].flatMap((edge) =>
  ["frame", "paper", "raised", "sunken"].map((on): [string, string] => [edge, on]),
);

const usual = colours(":root");
const more = new Map([...usual, ...colours(':root[data-contrast="more"]')]);

describe.each([
  ["light", usual, 0],
  ["dark", usual, 1],
  ["light with more contrast", more, 0],
  ["dark with more contrast", more, 1],
] as const)("in %s", (_, tokens, side) => {
  const below = (pairs: [string, string][], least: number): string[] =>
    pairs.flatMap(([front, back]) => {
      const ratio = contrast(tokens.get(front)?.[side] ?? "", tokens.get(back)?.[side] ?? "");
      return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`];
    });

  test("every text stands at 4.5:1", () => expect(below(text, 4.5)).toEqual([]));
  test("every edge that can be operated, and the focus, stand at 3:1", () =>
    expect(below(edges, 3)).toEqual([]));
});
