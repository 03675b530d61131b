import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";
import { FailureNotice } from "@/failures/FailureNotice";
import type { Failure } from "@/ipc/generated/commands";

import styles from "./Schedule.module.css";

interface NotesProps {
  /** Minutes that the clocks move on this day. */
  clockChange: number;
  failure: Failure | undefined;
}

/** What must be known of the day before its columns are read. */
export function Notes({ clockChange, failure }: NotesProps) {
  const { t } = useTranslation();
  if (clockChange === 0 && !failure) return null;
  return (
    <div className={styles.notes}>
      {failure && <FailureNotice failure={failure} />}
      {clockChange !== 0 && (
        <Notice
          tone="info"
          title={
            clockChange > 0
              ? t("agenda.grid.clockForward", { minutes: clockChange })
              : t("agenda.grid.clockBack", { minutes: -clockChange })
          }
        />
      )}
    </div>
  );
}
