import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { NotYetShared } from "@/components/NotYetShared";
import { Section } from "@/components/Section";
import { type PillTone, StatusPill } from "@/components/StatusPill";
import type { TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import type { InvoiceStanding, InvoiceSummary } from "@/ipc/generated/commands";

import { ListOf } from "../page/ListOf";

import styles from "./Visits.module.css";

const tones: Record<InvoiceStanding, PillTone> = {
  draft: "neutral",
  unpaid: "accent",
  part_paid: "accent",
  paid: "good",
  overdue: "danger",
  credited: "neutral",
  discarded: "neutral",
  refund_due: "warning",
  settled: "good",
};

interface InvoicesSectionProps {
  invoices: readonly InvoiceSummary[];
  onOpen: (invoice: InvoiceSummary) => void;
  tools?: ReactNode;
  /** How many there are in all, where a few are shown. */
  total?: number;
  /** Beside other parts of the page: without what can be looked up. */
  isShort?: boolean;
}

/** What the patient was invoiced for, the latest first. */
export function InvoicesSection(props: InvoicesSectionProps) {
  const { invoices, onOpen, tools, total = invoices.length, isShort = false } = props;
  const { t } = useTranslation();
  const nameOf = useInvoiceName();
  const columns = useColumns();
  return (
    <Section title={t("patients.invoices.title")} count={total} tools={tools}>
      <ListOf
        label={t("patients.invoices.title")}
        items={invoices}
        idOf={({ id }) => id}
        nameOf={nameOf}
        onOpen={onOpen}
        columns={columns.filter(({ id }) => !isShort || (id !== "issued" && id !== "total"))}
        empty={
          <EmptyState isSmall title={t("patients.invoices.none")}>
            {t("patients.invoices.noneNext")}
          </EmptyState>
        }
      />
    </Section>
  );
}

function useInvoiceName(): (invoice: InvoiceSummary) => string {
  const { t } = useTranslation();
  return ({ kind, number }) =>
    number ??
    t(kind === "credit_note" ? "patients.invoices.creditNote" : "patients.invoices.draft");
}

function useColumns(): TableColumn<InvoiceSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useInvoiceName();
  return [
    {
      id: "number",
      title: t("patients.invoices.number"),
      minWidth: 110,
      cell: (invoice) => (
        <Link to="/billing/$invoice" params={{ invoice: invoice.id }} className={styles.when}>
          <bdi>{nameOf(invoice)}</bdi>
        </Link>
      ),
    },
    {
      id: "standing",
      title: t("patients.invoices.standing"),
      width: 210,
      cell: ({ standing, due_on, not_yet_shared }) => (
        <span className={styles.marks}>
          <StatusPill tone={tones[standing]}>{t(`billing.standing.${standing}`)}</StatusPill>
          {not_yet_shared && <NotYetShared />}
          {standing === "overdue" && due_on && (
            <span className={styles.date}>{format.date(due_on)}</span>
          )}
        </span>
      ),
    },
    {
      id: "issued",
      title: t("patients.invoices.issued"),
      width: 120,
      cell: ({ issued_on }) => issued_on && format.date(issued_on),
    },
    {
      id: "total",
      title: t("patients.invoices.total"),
      align: "end",
      width: 116,
      cell: ({ gross }) => <bdi>{format.money(gross)}</bdi>,
    },
    {
      id: "open",
      title: t("patients.invoices.open"),
      align: "end",
      width: 116,
      cell: ({ due }) => <bdi>{format.money(due)}</bdi>,
    },
  ];
}
