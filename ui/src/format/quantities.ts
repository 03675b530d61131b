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
