import { initials } from "@/format/names";

import styles from "./Avatar.module.css";

/** Two letters that stand for a member of staff, beside the name. */
export function Avatar({ name, size = 1.75 }: { name: string; size?: number }) {
  return (
    <span className={styles.avatar} style={{ ["--size" as string]: `${size}rem` }} aria-hidden>
      {initials(name)}
    </span>
  );
}
