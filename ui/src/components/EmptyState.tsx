import type { ReactNode } from "react";

import { cx } from "./cx";

import styles from "./EmptyState.module.css";

interface EmptyStateProps {
  icon?: ReactNode;
  /** What is not here. */
  title: ReactNode;
  /** What to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  /** One of several parts of a page: small, at the start of the line. */
  isSmall?: boolean;
}

/** Stands where there is nothing to show, and says what to do about it. */
export function EmptyState({ icon, title, children, actions, isSmall }: EmptyStateProps) {
  return (
    <div className={cx(styles.empty, isSmall && styles.small)}>
      {icon}
      <p className={styles.title}>{title}</p>
      {children && <p className={styles.next}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
