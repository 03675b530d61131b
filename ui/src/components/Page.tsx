import type { ReactNode } from "react";

import { cx } from "./cx";

import styles from "./Page.module.css";

interface PageProps {
  title: ReactNode;
  /** Beside the title, fainter: the day, the count. */
  about?: ReactNode;
  /** Filters and the page's actions, at the end of the head. */
  tools?: ReactNode;
  children: ReactNode;
  /** The content draws its own edges: a grid, a table, panes. */
  flush?: boolean;
}

/** A page of the work: its title, its tools, its content. */
export function Page({ title, about, tools, children, flush = false }: PageProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{title}</h1>
          {about && <span className={styles.about}>{about}</span>}
        </div>
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      <div className={cx(styles.body, flush && styles.flush)}>{children}</div>
    </div>
  );
}
