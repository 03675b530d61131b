import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { NotYetShared } from "@/components/NotYetShared";
import { Table, type TableColumn } from "@/components/Table";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { InvoiceId, InvoiceSummary, LocalDate } from "@/ipc/generated/commands";
import { PatientNames, UnsettledMark } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

import { StandingPill } from "../StandingPill";

import styles from "./InvoiceTable.module.css";

interface InvoiceTableProps {
  invoices: readonly InvoiceSummary[];
  selected: InvoiceId | null;
  onSelect: (id: InvoiceId | null) => void;
  onOpen: (invoice: InvoiceSummary) => void;
  empty: ReactNode;
}

/** Invoices and credit notes, latest first. */
export function InvoiceTable(props: InvoiceTableProps) {
  const { invoices, selected, onSelect, onOpen, empty } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePatientNames();
  const today = format.dateOf(useNow(60));
  // Arabic writes its months in full.
  const dateWidth = format.language === "ar" ? 144 : 122;
  const columns: readonly TableColumn<InvoiceSummary>[] = [
    {
      id: "number",
      title: t("billing.list.number"),
      width: 120,
      cell: ({ number }) =>
        number ? (
          <bdi className={styles.number}>{number}</bdi>
        ) : (
          <span className={cx(styles.number, styles.faint)}>{t("billing.list.noNumber")}</span>
        ),
    },
    {
      id: "patient",
      title: t("billing.list.patient"),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ patient, patient_name, record_number }) => (
        <span className={styles.patient}>
          <span className={styles.name}>
            <PatientNames patient={{ id: patient, display_name: patient_name }} />
          </span>
          <UnsettledMark patient={patient} isSmall />
          <bdi className={styles.faint} data-identity>
            {record_number}
          </bdi>
        </span>
      ),
    },
    {
      id: "issued",
      title: t("billing.list.issued"),
      width: dateWidth,
      cell: ({ issued_on }) => issued_on && <Day date={issued_on} />,
    },
    {
      id: "due_on",
      title: t("billing.list.dueOn"),
      width: dateWidth,
      cell: ({ due_on }) => due_on && <Day date={due_on} />,
    },
    {
      id: "standing",
      title: t("billing.list.standing"),
      width: 224,
      cell: ({ kind, standing, due_on, not_yet_shared }) => (
        <span className={styles.pills}>
          <StandingPill standing={standing} dueOn={due_on} today={today} />
          {kind === "credit_note" && (
            <span className={styles.faint}>{t("billing.kind.credit_note")}</span>
          )}
          {not_yet_shared && <NotYetShared />}
        </span>
      ),
    },
    {
      id: "gross",
      title: t("billing.list.gross"),
      align: "end",
      width: 104,
      cell: ({ gross }) => <bdi>{format.money(gross)}</bdi>,
    },
    {
      id: "due",
      title: t("billing.list.due"),
      align: "end",
      width: 104,
      cell: ({ due }) => due.minor > 0 && <bdi className={styles.due}>{format.money(due)}</bdi>,
    },
  ];
  return (
    <Table
      label={t("billing.list.table")}
      columns={columns}
      items={invoices}
      idOf={({ id }) => id}
      nameOf={({ patient, patient_name }) => names({ id: patient, display_name: patient_name })}
      selected={selected}
      onSelect={(id) => onSelect(invoices.find((one) => one.id === id)?.id ?? null)}
      onOpen={onOpen}
      empty={empty}
    />
  );
}

function Day({ date }: { date: LocalDate }) {
  return <span className={styles.day}>{useFormat().date(date)}</span>;
}
