import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";

/** How far Page Up and Page Down go. */
const PAGE = 8;

interface MarkerProps {
  /** How many rows there are. */
  count: number;
  /** The rows still answer an earlier text: Enter waits for the answer to this one. */
  isBehind: boolean;
  /** Whether the first row is marked before an arrow key was pressed. */
  marksFirst: boolean;
  /** Enter on the marked row. */
  onTake: (index: number) => void;
}

/**
 * The row that the arrow keys mark while the focus stays in the search field. Enter takes it, and
 * never one that was found for an earlier text: until the answer is there, it `isTaking`.
 */
export function useMarker({ count, isBehind, marksFirst, onTake }: MarkerProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const [promised, setPromised] = useState(false);
  const isTaking = promised && isBehind;
  const marked = count === 0 ? -1 : Math.min(chosen ?? (marksFirst ? 0 : -1), count - 1);
  const takeMarked = useEffectEvent(() => {
    if (marked >= 0) onTake(marked);
  });
  useEffect(() => {
    if (promised && !isBehind) takeMarked();
  }, [promised, isBehind]);

  /** Handles a key of the field; says whether it was one of the list's. */
  const press = (event: KeyboardEvent): boolean => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return false;
    const last = count - 1;
    const to = {
      ArrowDown: marked >= last ? 0 : marked + 1,
      ArrowUp: marked <= 0 ? last : marked - 1,
      PageDown: Math.min(last, marked + PAGE),
      PageUp: Math.max(0, marked - PAGE),
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setChosen(Math.max(0, to));
      return true;
    }
    if (event.key !== "Enter" || (marked < 0 && !isBehind)) return false;
    event.preventDefault();
    if (isBehind) setPromised(true);
    else onTake(marked);
    return true;
  };
  /** What was typed has changed: the mark goes back to the first row. */
  const restart = (): void => {
    setChosen(null);
    setPromised(false);
  };
  return { marked, mark: setChosen, press, restart, isTaking };
}
