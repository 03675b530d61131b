import { parseBirthDate } from "@/format/parseDate";

import type { Demographics } from "../demographics/fields";

const lower = (text: string): boolean => text === text.toLocaleLowerCase("en");

/** `o’shea-burke` as `O’Shea-Burke`; what has a capital already is left as it was typed. */
function capitalised(words: string): string {
  if (!lower(words)) return words;
  return words.replaceAll(/(^|[\s’'-])(\p{Ll})/gu, (_, before: string, letter: string) => {
    return before + letter.toLocaleUpperCase("en");
  });
}

/**
 * What somebody typed into a search, as the beginning of a registration: a birth date, a
 * telephone number, or a name. `Smith, Ann` and `SMITH Ann` say which part is the family name;
 * otherwise it is the last word.
 */
export function fromSearch(text: string, today: string): Partial<Demographics> {
  const typed = text.trim().replaceAll(/\s+/gu, " ");
  const digits = typed.replaceAll(/\D/g, "").length;
  if (digits > 0) {
    const birthDate = parseBirthDate(typed, today);
    if (birthDate) return { birthDate };
    if (/^[\d\s+()./-]+$/.test(typed) && digits >= 5) return { phone: typed };
    return {};
  }
  const [family = "", given] = typed.split(/\s*,\s*/u, 2);
  if (given !== undefined) return { family: capitalised(family), given: capitalised(given) };
  const words = typed.split(" ");
  const last = words.length - 1;
  const shouted = words.filter(
    (word) => word.length > 1 && word === word.toLocaleUpperCase("en") && !lower(word),
  );
  const isFamily = (word: string, index: number): boolean =>
    shouted.length > 0 && shouted.length < words.length ? shouted.includes(word) : index === last;
  return {
    family: capitalised(words.filter(isFamily).join(" ")),
    given: capitalised(words.filter((word, index) => !isFamily(word, index)).join(" ")),
  };
}
