import type { Look } from "./brush";

/** Font and colours of the theme in use. A custom property is no colour until an element wears it. */
export function lookOf(canvas: HTMLCanvasElement): Look {
  const sample = document.createElement("span");
  sample.hidden = true;
  canvas.parentElement?.append(sample);
  const colour = (token: string): string => {
    sample.style.color = `var(--${token})`;
    return getComputedStyle(sample).color;
  };
  const look: Look = {
    font: getComputedStyle(canvas).fontFamily,
    paper: colour("paper"),
    line: colour("line"),
    faint: colour("ink-faint"),
    ink: colour("ink"),
    hatch: colour("line-strong"),
    waves: {
      ecg: colour("vital-heart-rate"),
      pleth: colour("vital-saturation"),
      resp: colour("vital-respiration"),
      abp: colour("vital-pressure"),
    },
  };
  sample.remove();
  return look;
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** Calls whenever the theme, the contrast or the system's colours change. Returns what ends it. */
export function onLookChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributeFilter: ["data-theme", "data-contrast", "lang"],
  });
  dark.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
  };
}

/** Whether the screen is dark now. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  if (theme === "light" || theme === "dark") return theme === "dark";
  return dark.matches;
}
