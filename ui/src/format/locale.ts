import { ar } from "@/locales/ar";
import { en } from "@/locales/en";
import type { Language, Translated } from "@/locales/translated";

export type Words = Translated<(typeof en)["format"], "en">;

/** The words that a language formats with. Digits are Latin in every language: one value, one look. */
export const wordsOf: Record<Language, Words> = { en: en.format, ar: ar.format };

/** Puts `value` into a pattern such as `{{value}} min ago`. */
export const fill = (pattern: string, value: string | number): string =>
  pattern.replace("{{value}}", String(value));

export const list = (words: string): string[] => words.split(" ");
