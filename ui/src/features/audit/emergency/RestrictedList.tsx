import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Section } from "@/components/Section";
import { Table, type TableColumn } from "@/components/Table";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { PatientSummary, RestrictedRecordLine } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { PatientPicker } from "@/patient/PatientPicker";
import { RestrictSheet } from "@/patient/RestrictSheet";

import styles from "../Audit.module.css";

/** The restricted records by their numbers, so that nobody's stays with people who have left. */
export function RestrictedList() {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("restricted_records", {}));
  const [changing, setChanging] = useState<RestrictedRecordLine | "new" | null>(null);
  const close = (): void => setChanging(null);
  return (
    <div className={styles.below}>
      <Section
        title={t("restricted.review.records")}
        count={data?.records.length}
        tools={
          <Button size="small" onPress={() => setChanging("new")}>
            {t("restricted.review.restrictNew")}
          </Button>
        }
      >
        {error && <FailureNotice failure={error.failure} />}
        {data && <Records records={data.records} onChange={setChanging} />}
        {changing === "new" && <RestrictNew onClose={close} />}
        {changing !== null && changing !== "new" && (
          <RestrictSheet
            patient={changing.patient}
            about={<bdi dir="ltr">{changing.record_number}</bdi>}
            restriction={changing.restriction}
            onClose={close}
          />
        )}
      </Section>
    </div>
  );
}

function RestrictNew({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  return (
    <RestrictSheet
      patient={patient?.id}
      about={
        <PatientPicker label={t("audit.patient")} autoFocus value={patient} onChange={setPatient} />
      }
      onClose={onClose}
    />
  );
}

interface RecordsProps {
  records: readonly RestrictedRecordLine[];
  onChange: (line: RestrictedRecordLine) => void;
}

function Records({ records, onChange }: RecordsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const columns: readonly TableColumn<RestrictedRecordLine>[] = [
    {
      id: "record",
      title: t("restricted.review.record"),
      isRowHeader: true,
      width: 120,
      cell: ({ record_number }) => (
        <bdi dir="ltr" data-identity>
          {record_number}
        </bdi>
      ),
    },
    {
      id: "label",
      title: t("restricted.review.label"),
      width: 200,
      cell: ({ restriction }) => t(`restricted.label.${restriction.label}`),
    },
    {
      id: "entitled",
      title: t("restricted.review.entitled"),
      minWidth: 240,
      cell: ({ restriction }) => (
        <ul className={styles.names}>
          {restriction.entitled.map((id) => (
            <li key={id}>
              <bdi>{directory?.person(id)?.display_name ?? format.words.notKnown}</bdi>
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: "change",
      title: t("restricted.section.change"),
      width: 110,
      cell: (line) => (
        <Button size="small" onPress={() => onChange(line)}>
          {t("restricted.section.change")}
        </Button>
      ),
    },
  ];
  return (
    <Table
      label={t("restricted.review.records")}
      columns={columns}
      items={records}
      idOf={({ patient }) => patient}
      empty={<p className={styles.small}>{t("restricted.review.recordsNone")}</p>}
    />
  );
}
