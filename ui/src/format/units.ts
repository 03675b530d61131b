/** UCUM units as they stand on a screen; a unit that is not here stands as it is written. */
const written: Record<string, string> = {
  Cel: "°C",
  "mm[Hg]": "mmHg",
};

/** `mm[Hg]` as `mmHg`. */
export const unitText = (ucum: string): string => written[ucum] ?? ucum;
