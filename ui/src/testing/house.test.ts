import { readFileSync, readdirSync } from "node:fs";
import { join, posix, relative } from "node:path";

import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((path) => !path.startsWith("ipc/generated/"));
const code = files.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
const styles = files.filter((path) => path.endsWith(".css"));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** What each folder may import from. `testing` is for tests and the gallery alone. */
const layers: Record<string, readonly string[]> = {
  ipc: [],
  locales: ["ipc"],
  format: ["ipc", "locales"],
  theme: [],
  keyboard: ["locales"],
  components: ["ipc", "locales", "format"],
  failures: ["ipc", "locales", "format", "components"],
  patient: ["ipc", "locales", "format", "keyboard", "components", "failures"],
  appointment: ["ipc", "locales", "format", "keyboard", "components", "failures", "patient"],
  features: [
    "ipc",
    "locales",
    "format",
    "keyboard",
    "components",
    "failures",
    "patient",
    "appointment",
  ],
  app: [
    "ipc",
    "locales",
    "format",
    "theme",
    "keyboard",
    "components",
    "failures",
    "patient",
    "appointment",
    "features",
  ],
  testing: [
    "ipc",
    "locales",
    "format",
    "keyboard",
    "components",
    "failures",
    "patient",
    "appointment",
    "features",
    "app",
  ],
};

const layerOf = (path: string): string => path.split("/")[0] ?? "";
const featureOf = (path: string): string | undefined => /^features\/([^/]+)/.exec(path)?.[1];

function imports(path: string): string[] {
  return [...read(path).matchAll(/(?:from|import)\s+"((?:@\/|\.)[^"]+)"/g)].map(([, from = ""]) =>
    from.startsWith("@/") ? from.slice(2) : posix.join(posix.dirname(path), from),
  );
}

test("no folder imports from above it, and no feature from another", () => {
  const wrong = code
    .filter((path) => path.includes("/"))
    .flatMap((path) =>
      imports(path)
        .filter((to) => {
          const [here, there] = [layerOf(path), layerOf(to)];
          if (here === there) return featureOf(path) !== featureOf(to);
          return !layers[here]?.includes(there);
        })
        .map((to) => `${path} imports ${to}`),
    );
  expect(wrong).toEqual([]);
});

test("components take types alone from the core", () => {
  const wrong = code.filter(
    (path) => path.startsWith("components/") && /import (?!type)[^;]*from "@\/ipc/.test(read(path)),
  );
  expect(wrong).toEqual([]);
});

test("values become text in src/format alone", () => {
  const wrong = code.filter(
    (path) =>
      !path.startsWith("format/") &&
      /\btoLocale(?:Date|Time)?String\(|new Intl\.|\.toFixed\(/.test(read(path)),
  );
  expect(wrong).toEqual([]);
});

test("a patient is named through src/patient, which shows both names where two are known", () => {
  const wrong = code.filter(
    (path) =>
      !/^(?:patient|testing)\//.test(path) &&
      /\b(?:patient|summary|existing)\??\.display_name\b/.test(read(path)),
  );
  expect(wrong).toEqual([]);
});

test("style sheets use logical properties, and colours from the tokens alone", () => {
  const physical =
    /^\s*(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|text-align: (?:left|right)|float)\b|^\s*(?:margin|padding):(?: [^ ;]+){4};/m;
  const colour = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl\(/i;
  const wrong = styles.filter((path) => {
    const text = read(path).replaceAll(/@media[^{]*/g, "");
    return physical.test(text) || (!path.startsWith("theme/") && colour.test(text));
  });
  expect(wrong).toEqual([]);
});

test("no sentence stands in a component instead of the catalogue", () => {
  // Text between tags that has two letters in a row is a sentence somebody must translate.
  const wrong = code
    .filter((path) => path.endsWith(".tsx") && !path.startsWith("testing/"))
    .flatMap((path) =>
      [...read(path).matchAll(/^\s*(?:<[\w.]+[^<>]*>)?([A-Z][a-z]+(?: [a-z]+)*)(?:<\/|$)/gm)]
        .filter(([line]) => !/[;,(){}=:]/.test(line))
        .map(([, words]) => `${path}: ${words}`),
    );
  expect(wrong).toEqual([]);
});
