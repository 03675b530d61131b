import styles from "./Skeleton.module.css";

/** Stands for text that comes over the network. Local answers come at once and need none. */
export function Skeleton({ width = "8rem" }: { width?: string }) {
  return <span className={styles.line} style={{ inlineSize: width }} aria-hidden />;
}
