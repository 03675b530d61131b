import { ProgressBar } from "react-aria-components";

import styles from "./Progress.module.css";

interface ProgressProps {
  label: string;
  /** How far it is, for whoever does not see the bar. */
  words: string;
  received: number;
  /** Of how many; nothing while that is not known. */
  total: number | undefined;
}

/** How far something is that comes bit by bit. */
export function Progress({ label, words, received, total }: ProgressProps) {
  const done = total ? Math.min(100, (received / total) * 100) : 0;
  return (
    <ProgressBar aria-label={label} value={done} isIndeterminate={!total} valueLabel={words}>
      <div className={styles.bar}>
        <div style={{ inlineSize: `${done}%` }} />
      </div>
    </ProgressBar>
  );
}
