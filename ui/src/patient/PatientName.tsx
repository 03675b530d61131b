import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import type { PatientSummary } from "@/ipc/generated/commands";

import styles from "./PatientLine.module.css";

type Named = Pick<PatientSummary, "display_name" | "other_display_name" | "died_on">;

/** `SMITH, Ann (Mrs)`, with the name in another script beside it, and the sign of a patient who has died. */
export function PatientName({ patient }: { patient: Named }) {
  const { t } = useTranslation();
  return (
    <span className={styles.name}>
      <bdi>{patient.display_name}</bdi>
      {patient.other_display_name && (
        <bdi className={styles.other}>{patient.other_display_name}</bdi>
      )}
      {patient.died_on && <StatusPill tone="deceased">{t("patient.deceased")}</StatusPill>}
    </span>
  );
}
