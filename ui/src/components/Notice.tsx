import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "./cx";

import styles from "./Notice.module.css";

export type Tone = "info" | "good" | "warning" | "danger";

const signs = { info: Info, good: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

interface NoticeProps {
  tone?: Tone;
  title: ReactNode;
  children?: ReactNode;
  /** What can be done about it. */
  actions?: ReactNode;
}

/** Says something in the page, where it matters, for as long as it holds. */
export function Notice({ tone = "info", title, children, actions }: NoticeProps) {
  const Sign = signs[tone];
  return (
    <div className={cx(styles.notice, styles[tone])} role={tone === "danger" ? "alert" : "status"}>
      <Sign aria-hidden />
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
