import { type ReactNode, useId } from "react";

import styles from "./Section.module.css";

interface SectionProps {
  title: string;
  /** How many there are, beside the title. */
  count?: number | undefined;
  /** What can be done here, at the end of the head. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading, told from the next by space and one line. */
export function Section({ title, count, tools, children }: SectionProps) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
          {count !== undefined && count > 0 && <span className={styles.count}>{count}</span>}
        </h2>
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}
