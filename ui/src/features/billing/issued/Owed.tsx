import { useTranslation } from "react-i18next";

import { daysBetween } from "@/format/dates";
import { useFormat } from "@/format/useFormat";
import type { InvoiceView, LocalDate } from "@/ipc/generated/commands";

import styles from "./Owed.module.css";

/** The one amount that matters now, and what it means in words. */
export function Owed({ view, today }: { view: InvoiceView; today: LocalDate }) {
  const { invoice, totals, standing } = view;
  const { t } = useTranslation();
  const format = useFormat();
  const isRefund = invoice.kind === "credit_note";
  const days = invoice.due_on ? daysBetween(today, invoice.due_on) : 0;
  const when =
    invoice.due_on &&
    {
      overdue: t("billing.overdueBy", { count: -days }),
      unpaid: t("billing.dueBy", { date: format.day(invoice.due_on, today) }),
      part_paid: t("billing.dueBy", { date: format.day(invoice.due_on, today) }),
    }[standing === "overdue" || standing === "part_paid" ? standing : "unpaid"];
  const isOpen = totals.due.minor > 0;
  return (
    <section className={styles.owed} data-overdue={standing === "overdue" || undefined}>
      <h2>{isRefund ? t("billing.owed.refund") : t("billing.owed.invoice")}</h2>
      <p className={styles.amount}>
        <bdi>{format.money(totals.due)}</bdi>
      </p>
      <p className={styles.words}>
        {isOpen && !isRefund ? when : null}
        {isOpen && isRefund
          ? t("billing.owed.refundOf", { amount: format.money(totals.gross) })
          : null}
        {!isOpen &&
          t(
            `billing.owed.nothing.${isRefund ? "refund" : standing === "credited" ? "credited" : "invoice"}`,
          )}
      </p>
    </section>
  );
}
