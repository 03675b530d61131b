/** So long before the lock it is said. */
const WARNS_MS = 15_000;

export interface IdleWatch {
  /** Somebody is there. */
  touch: () => void;
  stop: () => void;
}

/**
 * Calls `lock` once nobody has touched the window for `afterMs`. `tell` hears the seconds that are
 * left during the last fifteen, and `null` when somebody came back. It goes by the clock and not by
 * timers alone: a computer that slept through the end is locked by the first touch, not kept open.
 */
export function watchIdle(
  afterMs: number,
  tell: (secondsLeft: number | null) => void,
  lock: () => void,
): IdleWatch {
  let last = Date.now();
  let said: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const say = (seconds: number | null): void => {
    if (seconds === said) return;
    said = seconds;
    tell(seconds);
  };
  const stop = (): void => {
    isOver = true;
    clearTimeout(timer);
  };
  const look = (): void => {
    const now = Date.now();
    // A clock that was set back must not hold the window open for as long.
    last = Math.min(last, now);
    const left = last + afterMs - now;
    if (left <= 0) {
      stop();
      lock();
      return;
    }
    const warns = left <= WARNS_MS;
    say(warns ? Math.ceil(left / 1000) : null);
    clearTimeout(timer);
    timer = setTimeout(look, warns ? left % 1000 || 1000 : left - WARNS_MS);
  };
  const touch = (): void => {
    if (isOver) return;
    if (Date.now() - last < afterMs) last = Date.now();
    // While nothing is said, the timer finds out by itself: touches are many.
    if (said !== null || Date.now() - last >= afterMs) look();
  };
  look();
  return { touch, stop };
}
