import type { CSSProperties } from "react";

/** Numbers that a style sheet reckons with. */
export const vars = (values: Record<`--${string}`, number>): CSSProperties =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
