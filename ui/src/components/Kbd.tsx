import styles from "./Kbd.module.css";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const signs: Record<string, string> = {
  Mod: isMac ? "⌘" : "Ctrl",
  Alt: isMac ? "⌥" : "Alt",
  Shift: "⇧",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** The parts of `Mod+K` as they are printed on this machine's keys. */
const parts = (keys: string): string[] =>
  (keys === "+" ? ["+"] : keys.split("+")).map((part) => signs[part] ?? part);

/** `Mod+K` in the form that `aria-keyshortcuts` wants. */
export const ariaKeys = (keys: string): string => keys.replace("Mod", isMac ? "Meta" : "Control");

/** A key, drawn: `<Kbd keys="Mod+K" />`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {parts(keys).map((part) => (
        <kbd key={part}>{part}</kbd>
      ))}
    </span>
  );
}
