import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { useFormat } from "@/format/useFormat";
import type { PatientId, PatientSummary } from "@/ipc/generated/commands";

import { useFieldText } from "./useFieldText";
import { type IdentityField, useOtherBirths, useOtherValues, useUnsettled } from "./useUnsettled";

import styles from "./BothValues.module.css";

interface PatientValueProps {
  patient: PatientId;
  field: IdentityField;
  /** What the record holds, as it is written there. */
  children: ReactNode;
}

/** A field of a patient's identity: `Female`, or `Female or Male` until somebody has chosen one. */
export function PatientValue({ patient, field, children }: PatientValueProps) {
  return <Both others={useOtherValues(patient, field)}>{children}</Both>;
}

/** `SMITH, Ann`, alone; both names until one is chosen. */
export function PatientNames({
  patient,
}: {
  patient: Pick<PatientSummary, "id" | "display_name">;
}) {
  return (
    <PatientValue patient={patient.id} field="name">
      <bdi data-identity>{patient.display_name}</bdi>
    </PatientValue>
  );
}

type Born = Pick<PatientSummary, "id" | "birth_date" | "age" | "died_on">;

/** `14-Jul-1945 (81 y)`. An age at death is never one of the living. */
export function PatientBorn({ patient }: { patient: Born }) {
  const format = useFormat();
  const { id, birth_date, age, died_on } = patient;
  const others = useOtherValues(id, "birth_date");
  const aged = useOtherBirths(id);
  return (
    <Both others={died_on ? others : aged}>
      <bdi data-identity>{format.date(birth_date)}</bdi>
      {age && !died_on && (
        <span className={styles.age} data-identity>
          {" "}
          ({format.age(age)})
        </span>
      )}
    </Both>
  );
}

function Both({ others, children }: { others: readonly string[]; children: ReactNode }) {
  const { t } = useTranslation();
  if (others.length === 0) return children;
  return (
    <span className={styles.both} data-identity>
      {children}
      {others.map((other) => (
        <Fragment key={other}>
          {" "}
          <span className={styles.or}>{t("patient.unsettled.or")}</span> <bdi>{other}</bdi>
        </Fragment>
      ))}
    </span>
  );
}

interface UnsettledMarkProps {
  patient: PatientId | undefined;
  /** Leads whoever may choose to where it is done; not inside another link or a row to be chosen. */
  leads?: boolean;
  /** Where there is no room for words they are said to a screen reader alone. */
  isSmall?: boolean;
}

/** Stands beside a patient about whom two people gave different values, and says of what. */
export function UnsettledMark({ patient, leads = false, isSmall = false }: UnsettledMarkProps) {
  const { t } = useTranslation();
  const text = useFieldText();
  const fields = useUnsettled(patient);
  if (fields.length === 0) return null;
  const names = [...new Set(fields.map(({ field }) => text.label(field)))];
  const said = t("patient.unsettled.of", { fields: names.join(", ") });
  const item = fields.find(({ may_settle }) => may_settle)?.item;
  if (isSmall) {
    return (
      <span className={styles.mark} title={said}>
        <TriangleAlert aria-hidden />
        <span className="visually-hidden">{said}</span>
      </span>
    );
  }
  const pill = (
    <StatusPill tone="warning" icon={<TriangleAlert aria-hidden />}>
      <span aria-hidden>{t("patient.unsettled.mark")}</span>
      <span className="visually-hidden">{said}</span>
    </StatusPill>
  );
  if (!leads || !item) return <span title={said}>{pill}</span>;
  return (
    <Link to="/attention" search={{ item }} className={styles.link} title={said}>
      {pill}
    </Link>
  );
}
