import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";

import type { Tone } from "./Notice";

export interface Toast {
  tone: Tone;
  title: string;
  detail?: string | undefined;
  /** The way back, or the next step. */
  action?: { name: string; run: () => void } | undefined;
}

/** How long a way back is offered. */
const OFFERED_MS = 10_000;

export const toasts = new ToastQueue<Toast>({ maxVisibleToasts: 4 });

/**
 * Says what has just happened, at the edge of the window. What went well goes by itself after ten
 * seconds (the clock stops while it has the pointer or the focus); a warning or an error stays
 * until a person has seen it off.
 */
export function say(toast: Toast): void {
  const stays = toast.tone === "warning" || toast.tone === "danger";
  toasts.add(toast, stays ? {} : { timeout: OFFERED_MS });
}

/** Takes everything down: nothing of one person is left for the next. */
export function silence(): void {
  toasts.clear();
}
