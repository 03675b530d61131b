/** `5 mg`: amount and unit never part from each other at the end of a line. */
export function quantityText(value: string | number, unit: string): string {
  return `${String(value)}\u00a0${unit}`;
}

/** `943 476 5919`: an NHS number, or any ten-digit number, in groups of 3-3-4. */
export function groupedNumber(number: string): string {
  const match = /^(\d{3})(\d{3})(\d{4})$/.exec(number);
  return match ? match.slice(1).join("\u00a0") : number;
}

/** `2000` basis points as `20%`. */
export function rateText(basisPoints: number): string {
  const hundredths = String(Math.abs(basisPoints) % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.trunc(basisPoints / 100)}${hundredths ? `.${hundredths}` : ""}%`;
}

/** What a person typed as a tax rate or a percentage (`23`, `13.5%`, `13,5 %`) in basis points, at most 100%. */
export function parseRate(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?%?$/.exec(text.replaceAll(/\s/g, ""));
  if (!match) return undefined;
  const basisPoints = Number(`${match[1]}${(match[2] ?? "").padEnd(2, "0")}`);
  return basisPoints <= 10_000 ? basisPoints : undefined;
}
