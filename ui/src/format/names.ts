/** The parts of a patient's name. */
export interface NameParts {
  family: string | null;
  given: string | null;
  prefix?: string | null;
}

/** `SMITH, Ann (Mrs)` (NHS CUI patient name display). Scripts without capitals stay as they are. */
export function nameText({ family, given, prefix }: NameParts): string {
  const name = [family?.toLocaleUpperCase("en"), given].filter(Boolean).join(", ");
  return prefix ? `${name} (${prefix})` : name;
}

/** `Dr Aoife Byrne`: how members of staff are named. */
export const staffName = ({ family, given, prefix }: NameParts): string =>
  [prefix, given, family].filter(Boolean).join(" ");

/** At most two letters that stand for a member of staff where there is no room for the name. */
export function initials(name: string): string {
  const words = name
    .replace(/^(dr|mr|mrs|ms|prof|د)\.?\s+/iu, "")
    .split(/\s+/u)
    .filter(Boolean);
  const first = words[0]?.match(/\p{L}/u)?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.match(/\p{L}/u)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}
