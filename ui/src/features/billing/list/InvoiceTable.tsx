import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { NotYetShared } from "@/components/NotYetShared";
import { Table, type TableColumn } from "@/components/Table";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { InvoiceId, InvoiceSummary } from "@/ipc/generated/commands";

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
  const today = format.dateOf(useNow(60));
  const columns: readonly TableColumn<InvoiceSummary>[] = [
    {
      id: "number",
      title: t("billing.list.number"),
      width: 176,
      cell: ({ number, kind }) => (
        <span className={styles.number}>
          {number ? (
            <bdi>{number}</bdi>
          ) : (
            <span className={styles.faint}>{t("billing.list.noNumber")}</span>
          )}
          {kind === "credit_note" && (
            <span className={styles.faint}>{t("billing.kind.credit_note")}</span>
          )}
        </span>
      ),
    },
    {
      id: "patient",
      title: t("billing.list.patient"),
      isRowHeader: true,
      minWidth: 180,
      cell: ({ patient_name, record_number }) => (
        <span className={styles.patient}>
          <bdi className={styles.name}>{patient_name}</bdi>
          <bdi className={styles.faint}>{record_number}</bdi>
        </span>
      ),
    },
    {
      id: "issued",
      title: t("billing.list.issued"),
      width: 116,
      cell: ({ issued_on }) => (issued_on ? format.date(issued_on) : null),
    },
    {
      id: "due_on",
      title: t("billing.list.dueOn"),
      width: 116,
      cell: ({ due_on }) => (due_on ? format.date(due_on) : null),
    },
    {
      id: "standing",
      title: t("billing.list.standing"),
      width: 240,
      cell: ({ standing, due_on, not_yet_shared }) => (
        <span className={styles.pills}>
          <StandingPill standing={standing} dueOn={due_on} today={today} />
          {not_yet_shared && <NotYetShared />}
        </span>
      ),
    },
    {
      id: "gross",
      title: t("billing.list.gross"),
      align: "end",
      width: 112,
      cell: ({ gross }) => <bdi>{format.money(gross)}</bdi>,
    },
    {
      id: "due",
      title: t("billing.list.due"),
      align: "end",
      width: 112,
      cell: ({ due }) => due.minor > 0 && <bdi className={styles.due}>{format.money(due)}</bdi>,
    },
  ];
  return (
    <Table
      label={t("billing.list.table")}
      columns={columns}
      items={invoices}
      idOf={({ id }) => id}
      nameOf={({ patient_name }) => patient_name}
      selected={selected}
      onSelect={(id) => onSelect(invoices.find((one) => one.id === id)?.id ?? null)}
      onOpen={onOpen}
      empty={empty}
    />
  );
}
