import type { ReactNode } from "react";

import { cx } from "./cx";

import styles from "./StatusPill.module.css";

export type PillTone =
  | "neutral"
  | "accent"
  | "good"
  | "warning"
  | "danger"
  | "unsaved"
  | "unshared"
  | "deceased";

/** A state in one or two words; the words say it, the colour only helps. */
export function StatusPill(props: { tone?: PillTone; icon?: ReactNode; children: ReactNode }) {
  const { tone = "neutral", icon, children } = props;
  return (
    <span className={cx(styles.pill, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
