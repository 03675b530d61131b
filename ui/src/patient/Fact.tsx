import type { ReactNode } from "react";

import { cx } from "@/components/cx";
import { useFormat } from "@/format/useFormat";

import styles from "./Fact.module.css";

interface FactProps {
  label: string;
  /** Missing is `Not known`, never blank. */
  children?: ReactNode;
  /** The value is a number or code, which keeps its direction. */
  isCode?: boolean;
}

/** A label and its value as in the patient banner: no colon, the label weaker than the value. */
export function Fact({ label, children, isCode = false }: FactProps) {
  const { words } = useFormat();
  const isMissing = children === undefined || children === null || children === "";
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd className={cx(styles.value, isMissing && styles.missing)}>
        <bdi data-identity dir={isCode && !isMissing ? "ltr" : undefined}>
          {isMissing ? words.notKnown : children}
        </bdi>
      </dd>
    </div>
  );
}
