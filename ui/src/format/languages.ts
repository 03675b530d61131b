import { type Language } from "@/locales/translated";

const names = new Map<Language, Intl.DisplayNames>();

/** `pl` as `Polish`; a tag that the platform does not know stands as it is. */
export function languageText(language: Language, tag: string): string {
  let known = names.get(language);
  if (!known) {
    known = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
    names.set(language, known);
  }
  try {
    return known.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
