import { type RefObject, useCallback, useEffect, useEffectEvent, useRef } from "react";

/** How long the first answer may take, and how long a sheet that closes may keep the focus, in frames. */
const FIRST = 240;
const PATIENCE = 90;

/**
 * Keeps the focus on the cursor's cell: when it is called for, when an arrow key moves the cursor,
 * and when the cell it stood on is gone because the visit stands elsewhere now. `ask` asks
 * for it after the next drawing.
 */
export function useGridFocus(
  canvas: RefObject<HTMLDivElement | null>,
  calls: number,
): { ask: () => void; isSettling: () => boolean } {
  const isWanted = useRef(false);
  const isSettling = useRef(true);
  const had = useRef(false);

  const settle = useEffectEvent((): boolean => {
    const element = canvas.current;
    const cell = element?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
    if (!element || !cell) return false;
    const isLost = document.activeElement === document.body && had.current;
    if (isWanted.current || isLost) {
      isWanted.current = false;
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    had.current = element.contains(document.activeElement);
    return had.current;
  });

  // After every drawing: the cell may be another one now.
  useEffect(() => {
    settle();
  });

  // A sheet above keeps the focus until it is gone, then gives it to a cell that may be gone too.
  useEffect(() => {
    const patience = calls === 0 ? FIRST : PATIENCE;
    let frames = 0;
    let next = requestAnimationFrame(function look(): void {
      frames += 1;
      const isCovered = document.activeElement?.closest("[role=dialog],[role=alertdialog]");
      isWanted.current = !isCovered;
      if (!isCovered && settle()) isSettling.current = false;
      else if (frames < patience) next = requestAnimationFrame(look);
      else isSettling.current = isWanted.current = false;
    });
    isSettling.current = true;
    return () => cancelAnimationFrame(next);
  }, [calls]);

  return {
    ask: useCallback(() => {
      isWanted.current = true;
    }, []),
    /** A sheet is giving the focus back: where it falls meanwhile says nothing about the cursor. */
    isSettling: useCallback(() => isSettling.current, []),
  };
}
