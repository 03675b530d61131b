import { useEffect, useEffectEvent, useRef, useState } from "react";

import { type IdleWatch, watchIdle } from "./idle";

const MINUTE_MS = 60_000;
const touches = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/**
 * Locks after so many minutes without a key, the pointer or the wheel. Says the seconds that are left
 * near the end, and lets a person stay.
 */
export function useIdleLock(minutes: number, lock: () => void) {
  const [left, setLeft] = useState<number | null>(null);
  const watch = useRef<IdleWatch>(null);
  const end = useEffectEvent(lock);
  useEffect(() => {
    const watching = watchIdle(minutes * MINUTE_MS, setLeft, () => end());
    watch.current = watching;
    let place = "";
    const hear = (event: Event): void => {
      if (event instanceof MouseEvent && event.type === "pointermove") {
        // When something moves under a resting pointer (a wave, a list), engines report a move too.
        const now = `${event.screenX} ${event.screenY}`;
        if (now === place) return;
        place = now;
      }
      watching.touch();
    };
    for (const kind of touches) {
      window.addEventListener(kind, hear, { capture: true, passive: true });
    }
    return () => {
      watching.stop();
      for (const kind of touches) window.removeEventListener(kind, hear, { capture: true });
    };
  }, [minutes]);
  return { left, stay: (): void => watch.current?.touch() };
}
