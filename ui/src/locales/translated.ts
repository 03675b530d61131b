/** The plural categories that each language tells apart (Unicode CLDR). */
interface PluralForms {
  en: "one" | "other";
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
}

export type Language = keyof PluralForms;

/**
 * The shape of a translation of the English catalogue `English`: the same keys, and for each
 * plural sentence (`key_one`, `key_other`) every form that `To` needs. A missing or a surplus
 * key does not compile.
 */
export type Translated<English, To extends Language> = {
  readonly [
    Key in keyof English as Key extends `${infer Base}_other`
      ? `${Base}_${PluralForms[To]}`
      : Key extends `${string}_one`
        ? never
        : Key
  ]: English[Key] extends string ? string : Translated<English[Key], To>;
};
