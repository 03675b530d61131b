import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { useFormat } from "@/format/useFormat";
import type { PatientSummary } from "@/ipc/generated/commands";

import { PatientValue, UnsettledMark } from "./BothValues";
import { useOtherValues } from "./useUnsettled";

import styles from "./PatientLine.module.css";

type Named = Pick<PatientSummary, "id" | "display_name" | "other_display_name" | "died_on">;

interface PatientNameProps {
  patient: Named;
  /** Whether the sign of two values stands here, or beside it. */
  marks?: boolean;
  /** Whether that sign is a link to where one is chosen; not inside another link. */
  leads?: boolean;
}

/**
 * `SMITH, Ann (Mrs)`, with the name in another script beside it, the sign of a patient who has died,
 * and of one about whom two people gave different values: then both names, if it is the name.
 */
export function PatientName({ patient, marks = true, leads = false }: PatientNameProps) {
  const { t } = useTranslation();
  const { id, display_name, other_display_name } = patient;
  const isOtherUnsettled = useOtherValues(id, "other_name").length > 0;
  const { words } = useFormat();
  return (
    <span className={styles.name}>
      <PatientValue patient={id} field="name">
        <bdi data-identity>{display_name}</bdi>
      </PatientValue>
      {(other_display_name || isOtherUnsettled) && (
        <span className={styles.other}>
          <PatientValue patient={id} field="other_name">
            <bdi data-identity>{other_display_name ?? words.notKnown}</bdi>
          </PatientValue>
        </span>
      )}
      {patient.died_on && <StatusPill tone="deceased">{t("patient.deceased")}</StatusPill>}
      {marks && <UnsettledMark patient={id} leads={leads} />}
    </span>
  );
}
