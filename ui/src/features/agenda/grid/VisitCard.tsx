import { CloudUpload, ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LONG_WAIT, statusLooks } from "@/appointment/status";
import { useFormat } from "@/format/useFormat";
import type { AppointmentView } from "@/ipc/generated/commands";

import styles from "./VisitCard.module.css";

/**
 * A visit in the grid, at a glance: when, who, why, and how far it is. The cell that holds it says
 * the same in words, so this is for the eye alone.
 */
export function VisitCard({ view }: { view: AppointmentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { appointment, patient, waiting_minutes: minutes, invoice, not_yet_shared } = view;
  const { status, reason, start } = appointment;
  const { icon: Icon } = statusLooks[status];
  const isLong = minutes !== undefined && minutes >= LONG_WAIT;
  return (
    <div
      className={styles.card}
      data-status={status}
      data-unshared={not_yet_shared || undefined}
      aria-hidden
    >
      <div className={styles.line}>
        <Icon className={styles.sign} />
        <span className={styles.time}>{format.time(start)}</span>
        <span className={styles.words}>
          <bdi className={styles.name}>{patient.display_name}</bdi>
          <bdi className={styles.reason}>{reason}</bdi>
        </span>
        {invoice && <ReceiptText className={styles.mark} />}
        {not_yet_shared && <CloudUpload className={styles.unshared} />}
        {status !== "booked" && (
          <span className={styles.status} data-long={isLong || undefined}>
            {minutes === undefined
              ? t(`agenda.status.${status}`)
              : t("agenda.overview.minutes", { minutes })}
          </span>
        )}
      </div>
      <bdi className={styles.below}>{reason}</bdi>
      {not_yet_shared && <span className={styles.note}>{t("controls.notYetShared")}</span>}
      <span className={styles.handle} data-handle />
    </div>
  );
}
