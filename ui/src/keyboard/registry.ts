import type { ParseKeys } from "i18next";

/** A key of the catalogue whose sentence needs no blanks filled. */
export type Sentence = ParseKeys;

/** A command of the interface that a key runs. Keys are data: palette, menus, tooltips and help read them. */
export interface Key {
  /** `agenda.book`: the feature, then what it does. */
  readonly id: string;
  /** `Mod+K`, `Alt+ArrowUp`, `/`, `N`. `Mod` is Ctrl, and Command on a Mac. */
  readonly keys: string;
  /** `everywhere`, or the `data-scope` of the part of the screen that must have the focus. */
  readonly scope: string;
  /** What it does, as a key of the catalogue. */
  readonly title: Sentence;
  /** Whether the palette offers it while it can be done; it does unless told not to. */
  readonly palette?: boolean;
}

interface Chord {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** An `event.key` in lower case: `k`, `/`, `arrowup`, `f6`. */
  readonly key: string;
}

/** `Mod+Shift+K` taken apart. */
export function chordOf(keys: string): Chord {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const held = new Set(parts.slice(0, -1));
  return {
    mod: held.has("Mod"),
    alt: held.has("Alt"),
    shift: held.has("Shift"),
    key: (parts.at(-1) ?? "").toLowerCase(),
  };
}

/** Whether a key is a single character without a modifier: WCAG 2.1.4 lets a person turn those off. */
export function isSingleCharacter(keys: string): boolean {
  const { mod, alt, key } = chordOf(keys);
  return !mod && !alt && key.length === 1;
}

/** Where a key stands on the board, whatever letter the layout prints on it. */
function position(code: string): string | undefined {
  return /^(?:Key([A-Z])|Digit(\d))$/.exec(code)?.slice(1).find(Boolean)?.toLowerCase();
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether what was pressed is that key. Chords go by position, so that they work on every layout. */
export function matches(keys: string, pressed: Pressed): boolean {
  const chord = chordOf(keys);
  const mod = pressed.ctrlKey || pressed.metaKey;
  if (chord.mod !== mod || chord.alt !== pressed.altKey) return false;
  const typed = pressed.key.toLowerCase();
  if (chord.mod || chord.alt) {
    if (chord.shift !== pressed.shiftKey) return false;
    return (
      (/^[a-z0-9]$/.test(chord.key) && position(pressed.code) === chord.key) || typed === chord.key
    );
  }
  // `?` is Shift and something on most boards; which one does not matter.
  if (chord.key.length === 1 && !/[a-z]/.test(chord.key)) return typed === chord.key;
  if (chord.shift !== pressed.shiftKey) return false;
  return typed === chord.key || (chord.key.length === 1 && position(pressed.code) === chord.key);
}

/** The same key twice where both could be meant: within one scope, or once there and once everywhere. */
export function duplicates(keys: readonly Key[]): string[] {
  const normal = ({ keys: chord }: Key): string => JSON.stringify(chordOf(chord));
  return keys.flatMap((key, index) =>
    keys
      .slice(index + 1)
      .filter(
        (other) =>
          other.id === key.id ||
          (normal(other) === normal(key) &&
            (other.scope === key.scope || [other.scope, key.scope].includes("everywhere"))),
      )
      .map((other) => `${key.id} and ${other.id}: ${key.keys} in ${key.scope} and ${other.scope}`),
  );
}
