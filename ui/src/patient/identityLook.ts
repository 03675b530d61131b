/** Hues in degrees that stay clear of the reds, yellows and cyans of alarms. */
const hues = [60, 128, 150, 172, 240, 262, 285, 310, 335] as const;
const patterns = ["solid", "dashed", "dotted", "double"] as const;

export interface IdentityLook {
  /** Degrees on the colour wheel. */
  hue: number;
  /** The strip's pattern, so that it does not hang on colour alone. */
  pattern: (typeof patterns)[number];
}

/**
 * The strip by which a patient's chart is told from another's at a glance: the same for the same
 * patient on every workstation, because it follows from the id alone.
 */
export function identityLook(id: string): IdentityLook {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  const place = hash % (hues.length * patterns.length);
  return {
    hue: hues[place % hues.length] ?? hues[0],
    pattern: patterns[Math.floor(place / hues.length)] ?? "solid",
  };
}
