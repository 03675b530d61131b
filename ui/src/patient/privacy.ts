import { useSyncExternalStore } from "react";

let isOn = false;
const ears = new Set<() => void>();

function subscribe(hear: () => void): () => void {
  ears.add(hear);
  return () => ears.delete(hear);
}

/**
 * Hides who the patients are, or shows it again. One attribute on the root and one rule of the style
 * sheet do it for whatever is marked `data-identity`, at once and without drawing anything anew;
 * names inside sentences are left out by `usePatientNames`.
 *
 * It is for who stands beside the screen. A screen reader goes on reading what is marked: it is heard
 * through headphones, and taking the names from whoever works by it would take the work from them.
 */
export function setPrivacy(on: boolean): void {
  if (on) document.documentElement.dataset["privacy"] = "on";
  else delete document.documentElement.dataset["privacy"];
  isOn = on;
  for (const hear of ears) hear();
}

/** Whether who the patients are is hidden. */
export function usePrivacy(): boolean {
  return useSyncExternalStore(subscribe, () => isOn);
}
