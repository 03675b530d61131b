import { UserRoundPlus, UsersRound } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { NotYetShared } from "@/components/NotYetShared";
import { StatusPill } from "@/components/StatusPill";
import { useFormat } from "@/format/useFormat";
import type { PatientSummary } from "@/ipc/generated/commands";
import { PatientBorn, PatientValue } from "@/patient/BothValues";
import { PatientName } from "@/patient/PatientName";
import { useOtherValues } from "@/patient/useUnsettled";

import { sameNames } from "./sameNames";

import styles from "./PatientRows.module.css";

interface PatientRowsProps {
  id: string;
  label: string;
  patients: readonly PatientSummary[];
  marked: number;
  onMark: (index: number) => void;
  onTake: (index: number) => void;
  /** The last row: registers who was typed. */
  register?: string | undefined;
}

/** The option's id, which the search field names as its active descendant. */
export const rowId = (list: string, index: number): string => `${list}-${index}`;

/** Patients one below the other, each with what tells two of one name apart. */
export function PatientRows(props: PatientRowsProps) {
  const { id, label, patients, marked, onMark, onTake, register } = props;
  const { t } = useTranslation();
  const alike = sameNames(patients);
  useEffect(() => {
    document.getElementById(rowId(id, marked))?.scrollIntoView({ block: "nearest" });
  }, [id, marked]);
  const row = (index: number) => ({
    id: rowId(id, index),
    role: "option",
    "aria-selected": index === marked,
    onPointerMove: () => {
      if (index !== marked) onMark(index);
    },
    onClick: () => onTake(index),
  });
  return (
    <div className={styles.table}>
      {patients.length > 0 && (
        <div className={styles.head} aria-hidden>
          <span>{t("patients.list.name")}</span>
          <span>{t("patients.list.born")}</span>
          <span>{t("patient.sexLabel")}</span>
          <span>{t("patient.recordNumber")}</span>
          <span>{t("patient.phone")}</span>
          <span>{t("patient.town")}</span>
        </div>
      )}
      <div id={id} role="listbox" aria-label={label} className={styles.rows}>
        {patients.map((patient, index) => (
          <div
            key={patient.id}
            {...row(index)}
            className={cx(styles.row, patient.died_on && styles.deceased)}
          >
            <Row patient={patient} hasNamesake={alike.has(patient.id)} />
          </div>
        ))}
        {register !== undefined && (
          <div {...row(patients.length)} className={cx(styles.row, styles.register)}>
            <UserRoundPlus aria-hidden />
            <bdi data-identity>{t("patient.search.register", { text: register })}</bdi>
          </div>
        )}
      </div>
    </div>
  );
}

function Row({ patient, hasNamesake }: { patient: PatientSummary; hasNamesake: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, age, died_on } = patient;
  const isDeathUnsettled = useOtherValues(id, "died_on").length > 0;
  return (
    <>
      <span className={styles.name}>
        <PatientName patient={patient} />
        {hasNamesake && (
          <StatusPill tone="warning" icon={<UsersRound aria-hidden />}>
            {t("patients.list.sameName")}
          </StatusPill>
        )}
        {patient.not_yet_shared && <NotYetShared />}
      </span>
      <span>
        <span className="visually-hidden">{t("patient.born")} </span>
        <PatientBorn patient={patient} />
        {(died_on || isDeathUnsettled) && (
          <span className={styles.second}>
            {t("patient.died")}{" "}
            <PatientValue patient={id} field="died_on">
              <bdi data-identity>{format.date(died_on)}</bdi>
            </PatientValue>
            {age && died_on && `, ${t("patient.ageAtDeath")} ${format.age(age)}`}
          </span>
        )}
      </span>
      <span>
        <PatientValue patient={id} field="sex">
          {t(`patient.sex.${patient.sex}`)}
        </PatientValue>
      </span>
      <bdi data-identity>{patient.record_number}</bdi>
      <bdi dir="ltr" className={styles.code} data-identity>
        {patient.phone}
      </bdi>
      <bdi data-identity>{patient.city}</bdi>
    </>
  );
}
