import { type ReactNode, type RefObject, useEffect, useRef } from "react";

import styles from "./ScopedArea.module.css";

/** A sheet that closes gives the focus back within this time, if there is still somebody to take it. */
const SETTLED_MS = 200;

/**
 * A part of the screen whose keys work as soon as it is there: it takes the focus when nothing else
 * has it, also after what had it has gone. `mark` changes when that may have happened.
 */
export function ScopedArea(props: { scope: string; mark?: string; children: ReactNode }) {
  const { scope, mark, children } = props;
  const area = useRef<HTMLDivElement>(null);
  return (
    // What has the focus must lie inside the scope of the keys, even when a person clicks on bare paper.
    <div ref={area} data-scope={scope} tabIndex={-1} className={styles.area}>
      {children}
      <FocusTaker key={mark} area={area} />
    </div>
  );
}

function FocusTaker({ area }: { area: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const take = (): void => {
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused.matches("main, nav a")) {
        area.current?.focus({ preventScroll: true });
      }
    };
    take();
    const timer = setTimeout(take, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [area]);
  return null;
}
