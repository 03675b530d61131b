import { CircleDashed, CloudUpload, ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LONG_WAIT, statusLooks } from "@/appointment/status";
import { useFormat } from "@/format/useFormat";
import type { AppointmentView } from "@/ipc/generated/commands";
import { UnsettledMark } from "@/patient/BothValues";
import { useOtherValues } from "@/patient/useUnsettled";

import styles from "./VisitCard.module.css";

/**
 * A visit in the grid, at a glance: when, who, why, and how far it is. What there is no room or no
 * word for on the card is said to a screen reader, in the order in which one wants to hear it.
 */
export function VisitCard({ view }: { view: AppointmentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { appointment, patient, end, waiting_minutes: minutes, invoice } = view;
  const { display_name } = patient;
  const { not_yet_shared, tentative } = view;
  const unshared = tentative ? t("agenda.tentative") : t("controls.notYetShared");
  const Unshared = tentative ? CircleDashed : CloudUpload;
  const { status, reason } = appointment;
  const start = format.time(appointment.start);
  const { icon: Icon } = statusLooks[status];
  const isLong = minutes !== undefined && minutes >= LONG_WAIT;
  const word = t(`agenda.status.${status}`);
  const others = useOtherValues(patient.id, "name")
    .map((other) => `${t("patient.unsettled.or")} ${other}`)
    .join(" ");
  return (
    <div
      className={styles.card}
      data-status={status}
      data-unshared={not_yet_shared || undefined}
      data-tentative={tentative || undefined}
    >
      <div className={styles.line}>
        <Icon className={styles.sign} aria-hidden />
        <span className={styles.time} aria-hidden>
          {start}
        </span>
        <span className={styles.words}>
          <span className="visually-hidden">
            {t("agenda.grid.times", { from: start, to: format.time(end) })}
          </span>
          <bdi className={styles.name} data-identity>
            {display_name}
          </bdi>
          {others && (
            <bdi className={styles.others} data-identity>
              {others}
            </bdi>
          )}
          <bdi className={styles.reason} aria-hidden>
            {reason}
          </bdi>
          <span className="visually-hidden">{reason && `, ${reason}`}, </span>
        </span>
        <UnsettledMark patient={patient.id} isSmall />
        {invoice && <ReceiptText className={styles.mark} aria-hidden />}
        {not_yet_shared && <Unshared className={styles.unshared} aria-hidden />}
        {status !== "booked" && (
          <span className={styles.status} data-long={isLong || undefined} aria-hidden>
            {minutes === undefined ? word : t("agenda.overview.minutes", { minutes })}
          </span>
        )}
        <span className="visually-hidden">
          {[
            word,
            minutes !== undefined && t("agenda.grid.waiting", { minutes }),
            not_yet_shared && unshared,
            invoice && t("agenda.grid.invoiced"),
          ]
            .filter(Boolean)
            .join(", ")}
        </span>
      </div>
      {others && (
        <bdi className={styles.belowName} data-identity aria-hidden>
          {others}
        </bdi>
      )}
      <bdi className={styles.below} aria-hidden>
        {reason}
      </bdi>
      {not_yet_shared && (
        <span className={styles.note} aria-hidden>
          {unshared}
        </span>
      )}
      <span className={styles.handle} data-handle />
    </div>
  );
}
