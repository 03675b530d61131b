import { CircleCheck, CircleSlash } from "lucide-react";
import type { ReactNode } from "react";

import { StatusPill } from "@/components/StatusPill";

import styles from "./SettingRow.module.css";

interface SettingRowProps {
  title: string;
  isOn: boolean;
  /** In a word or two. */
  state: string;
  hint: string;
  acts: ReactNode;
}

/** One thing that can be set: how it stands, what that means, and what can be done. */
export function SettingRow({ title, isOn, state, hint, acts }: SettingRowProps) {
  const Sign = isOn ? CircleCheck : CircleSlash;
  return (
    <div className={styles.row} role="group" aria-label={title}>
      <div className={styles.words}>
        <h3 className={styles.title}>
          {title}
          <StatusPill tone={isOn ? "good" : "neutral"} icon={<Sign aria-hidden />}>
            {state}
          </StatusPill>
        </h3>
        <p className={styles.faint}>{hint}</p>
      </div>
      <div className={styles.acts}>{acts}</div>
    </div>
  );
}
