import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import { ar } from "./ar";
import { en } from "./en";
import type { Language } from "./translated";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

/** How a language is written, and what it calls itself. */
export const languages = {
  en: { name: "English", direction: "ltr", locale: "en-IE" },
  ar: { name: "العربية", direction: "rtl", locale: "ar-u-nu-latn" },
} as const satisfies Record<Language, { name: string; direction: "ltr" | "rtl"; locale: string }>;

/** Those that a person can choose, each under its own name. */
export const languageChoices = [
  ["en", languages.en],
  ["ar", languages.ar],
] as const;

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, ar: { translation: ar } },
  lng: "en",
  fallbackLng: "en",
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
  initAsync: false,
});

export { i18next as i18n };

/** Puts the whole window into a language, its direction included. */
export async function speak(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
}
