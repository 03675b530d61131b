import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { NotYetShared } from "@/components/NotYetShared";
import { useFormat } from "@/format/useFormat";
import type { PatientSummary } from "@/ipc/generated/commands";

import { PatientBorn, PatientValue } from "./BothValues";
import { PatientName } from "./PatientName";
import { useOtherValues } from "./useUnsettled";

import styles from "./PatientLine.module.css";

/** A patient in two lines: the name, then what tells two of one name apart. */
export function PatientLine({ patient }: { patient: PatientSummary }) {
  return (
    <span className={styles.line}>
      <span className={styles.first}>
        <PatientName patient={patient} />
        {patient.not_yet_shared && <NotYetShared />}
      </span>
      <PatientDetails patient={patient} />
    </span>
  );
}

/** Birth date and age, sex, record number, telephone and town. An age at death is never one of the living. */
export function PatientDetails({ patient }: { patient: PatientSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, age, died_on } = patient;
  const isDeathUnsettled = useOtherValues(id, "died_on").length > 0;
  return (
    <span className={styles.details} data-identity>
      <Detail name={t("patient.born")}>
        <PatientBorn patient={patient} />
      </Detail>
      {(died_on || isDeathUnsettled) && (
        <Detail name={t("patient.died")}>
          <PatientValue patient={id} field="died_on">
            {format.date(died_on)}
          </PatientValue>
        </Detail>
      )}
      {died_on && age && <Detail name={t("patient.ageAtDeath")}>{format.age(age)}</Detail>}
      <span>
        <PatientValue patient={id} field="sex">
          {t(`patient.sex.${patient.sex}`)}
        </PatientValue>
      </span>
      <bdi>{patient.record_number}</bdi>
      {patient.phone && <bdi dir="ltr">{patient.phone}</bdi>}
      {patient.city && <bdi>{patient.city}</bdi>}
    </span>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span>
      <span className={styles.label}>{name}</span> <bdi>{children}</bdi>
    </span>
  );
}
