import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

import { type Key, isSingleCharacter, matches } from "./registry";

/** A key together with what it does now. */
export interface Binding {
  readonly key: Key;
  readonly run: () => void;
}

let bindings: readonly Binding[] = [];
let singleKeysWork = true;
const ears = new Set<() => void>();

function tell(next: readonly Binding[]): void {
  bindings = next;
  for (const hear of ears) hear();
}

function subscribe(hear: () => void): () => void {
  ears.add(hear);
  return () => ears.delete(hear);
}

/** Turns keys of a single character on or off, as the person prefers. */
export function useSingleKeys(work: boolean): void {
  useEffect(() => {
    singleKeysWork = work;
  }, [work]);
}

/** Everything that can be done now, for the palette and the key sheet. */
export function useBindings(): readonly Binding[] {
  return useSyncExternalStore(subscribe, () => bindings);
}

/**
 * Runs `run` when the key is pressed, while the component is on the screen. A key with a scope
 * works while the focus is inside an element with that `data-scope`.
 */
export function useKey(key: Key, run: () => void, on = true): void {
  const effect = useEffectEvent(run);
  useEffect(() => {
    if (!on) return;
    const binding: Binding = { key, run: () => effect() };
    tell([...bindings, binding]);
    return () => tell(bindings.filter((other) => other !== binding));
  }, [key, on]);
}

const typing =
  "input:not([type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]";

function reaches({ key }: Binding, target: Element | null): boolean {
  return key.scope === "everywhere" || Boolean(target?.closest(`[data-scope~="${key.scope}"]`));
}

/**
 * Where a key press lands. When nothing has the focus (a text was clicked, or a dialog has just
 * closed), it is meant for the sheet that lies on top, and without one for the page's own scope.
 */
function landing(event: KeyboardEvent): Element | null {
  const target = event.target instanceof Element ? event.target : null;
  if (target !== document.body) return target;
  const sheets = document.querySelectorAll("[role=dialog],[role=alertdialog]");
  return sheets.item(sheets.length - 1) ?? document.querySelector("main [data-scope]") ?? target;
}

/** The binding that a key press means: the innermost scope first, then what came last. */
export function meant(event: KeyboardEvent): Binding | undefined {
  const target = landing(event);
  const isTyping = Boolean(target?.closest(typing));
  const isModal = Boolean(target?.closest("[role=dialog],[role=alertdialog],[role=menu]"));
  const found = bindings.filter((binding) => {
    const single = isSingleCharacter(binding.key.keys);
    if (single && (isTyping || !singleKeysWork)) return false;
    // A dialog owns the keyboard: only its own scopes reach past it.
    if (isModal && binding.key.scope === "everywhere" && single) return false;
    return matches(binding.key.keys, event) && reaches(binding, target);
  });
  return found.findLast(({ key }) => key.scope !== "everywhere") ?? found.at(-1);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const binding = meant(event);
  if (!binding) return;
  event.preventDefault();
  binding.run();
}

/**
 * Some keys go before the control that has the focus. A chord that means something here: to a button
 * or a radio button Ctrl+Enter would be Enter, and it would press itself as well. And a letter on a
 * row of a table: to the table it would mean the next row that begins with it.
 */
function pressFirst(event: KeyboardEvent): void {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  const isOnRow = event.target instanceof Element && event.target.closest("[role=row]") !== null;
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (!isChord && !(isOnRow && isLetter)) return;
  press(event);
  if (event.defaultPrevented) event.stopPropagation();
}

/** Listens for all keys of the window; the shell does this once. */
export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener("keydown", pressFirst, true);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", pressFirst, true);
      document.removeEventListener("keydown", press);
    };
  }, []);
}
