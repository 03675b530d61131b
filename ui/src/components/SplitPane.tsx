import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "./SplitPane.module.css";

interface SplitPaneProps {
  first: ReactNode;
  second: ReactNode;
  /** What the first pane takes, in per cent. */
  share?: number;
}

const clamp = (share: number): number => Math.min(75, Math.max(20, Math.round(share)));

/** Two panes side by side; the bar between them moves by mouse and by arrow keys. */
export function SplitPane({ first, second, share: start = 40 }: SplitPaneProps) {
  const { t, i18n } = useTranslation();
  const [share, setShare] = useState(start);
  const frame = useRef<HTMLDivElement>(null);
  const forward = i18n.dir() === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = i18n.dir() === "rtl" ? "ArrowRight" : "ArrowLeft";
  const key = (event: KeyboardEvent): void => {
    const by = { [forward]: 2, [backward]: -2, Home: -100, End: 100 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setShare((now) => clamp(now + by));
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box) return;
    const along = i18n.dir() === "rtl" ? box.right - event.clientX : event.clientX - box.left;
    setShare(clamp((along / box.width) * 100));
  };
  return (
    <div ref={frame} className={styles.split} style={{ ["--share" as string]: `${share}%` }}>
      <div className={styles.pane}>{first}</div>
      <div
        // A separator that can be moved is a control (ARIA 1.2), although its role alone is not.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="separator"
        aria-orientation="vertical"
        aria-label={t("controls.resize")}
        aria-valuenow={share}
        aria-valuemin={20}
        aria-valuemax={75}
        className={styles.bar}
        onKeyDown={key}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <div className={styles.pane}>{second}</div>
    </div>
  );
}
