import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { InvoiceSummary, InvoiceView } from "@/ipc/generated/commands";

import styles from "./Counterpart.module.css";

interface CounterpartProps {
  view: InvoiceView;
  other: InvoiceSummary;
}

/** The credit note that took an invoice back, or the invoice that a credit note takes back. */
export function Counterpart({ view, other }: CounterpartProps) {
  const { invoice } = view;
  const { t } = useTranslation();
  const format = useFormat();
  const isNote = invoice.kind === "credit_note";
  return (
    <section className={styles.counterpart}>
      <h2>{isNote ? t("billing.counterpart.takesBack") : t("billing.counterpart.takenBackBy")}</h2>
      <p>
        <Link to="/billing/$invoice" params={{ invoice: other.id }}>
          {t(`billing.kind.${other.kind}`)} <bdi>{other.number}</bdi>
        </Link>
      </p>
      <p className={styles.about}>
        {t("billing.counterpart.about", {
          date: format.date(other.issued_on),
          amount: format.money(other.gross),
        })}
      </p>
      {isNote && invoice.credit_reason && (
        <blockquote className={styles.reason}>
          <bdi>{invoice.credit_reason}</bdi>
        </blockquote>
      )}
      {!isNote && (
        <p className={styles.about}>
          {other.due.minor > 0
            ? t("billing.counterpart.toGiveBack", { amount: format.money(other.due) })
            : t("billing.counterpart.nothingToGiveBack")}
        </p>
      )}
    </section>
  );
}
