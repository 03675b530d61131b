import { expect, test } from "vitest";

import { ar } from "./ar";
import { en } from "./en";

type Tree = { readonly [key: string]: string | Tree };

function sentences(tree: Tree, path = ""): [key: string, sentence: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[path + key, value] as [string, string]]
      : sentences(value, `${path}${key}.`),
  );
}

const blanks = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted();

test("the Arabic catalogue leaves nothing empty and fills the same blanks as the English", () => {
  const english = new Map(sentences(en));
  const wrong = sentences(ar).filter(([key, sentence]) => {
    const plural = /_(zero|one|two|few|many|other)$/.test(key);
    const source = english.get(key) ?? english.get(key.replace(/_[a-z]+$/, "_other")) ?? "";
    const given = blanks(sentence);
    // A plural form may spell a count out ("two changes"), but fills no blank of its own.
    const same = plural
      ? given.every((name) => blanks(source).includes(name))
      : given.join() === blanks(source).join();
    return sentence.trim() === "" || !same;
  });
  expect(wrong).toEqual([]);
});

test("every plural sentence has the forms that its language tells apart", () => {
  for (const [language, tree] of Object.entries({ en, ar })) {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = sentences(tree).map(([key]) => key);
    const bases = new Set(
      keys.filter((key) => key.endsWith("_other")).map((key) => key.slice(0, -"_other".length)),
    );
    for (const base of bases) {
      const forms = categories.map((form) => `${base}_${form}`);
      expect(keys).toEqual(expect.arrayContaining(forms));
    }
  }
});
