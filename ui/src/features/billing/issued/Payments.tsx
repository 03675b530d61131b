import { ReceiptText } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { InvoiceView } from "@/ipc/generated/commands";

import type { Sheet } from "../OneInvoice";

import styles from "./Payments.module.css";

interface PaymentsProps {
  view: InvoiceView;
  onOpen: (sheet: Sheet) => void;
}

/** What changed hands, oldest first, each with its receipt. */
export function Payments({ view, onOpen }: PaymentsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const isRefund = view.invoice.kind === "credit_note";
  return (
    <section className={styles.payments}>
      <h2>{isRefund ? t("billing.payments.refunds") : t("billing.payments.title")}</h2>
      {view.payments.length === 0 && (
        <p className={styles.none}>
          {isRefund ? t("billing.payments.noRefunds") : t("billing.payments.none")}
        </p>
      )}
      <ul className={styles.list}>
        {view.payments.map((payment) => {
          const by = directory?.person(payment.taken_by)?.display_name;
          return (
            <li key={payment.id} className={styles.payment}>
              <span className={styles.amount}>
                <bdi>{format.money(payment.amount)}</bdi>
              </span>
              <span>{t(`billing.method.${payment.method}`)}</span>
              <span className={styles.about}>
                {format.date(payment.taken_on)} {format.timeOf(payment.taken_at)}{" "}
                <bdi>{t("billing.payments.receipt", { number: payment.receipt_number })}</bdi>{" "}
                {by && <bdi>{by}</bdi>}
              </span>
              <span className={styles.receipt}>
                <IconButton
                  size="small"
                  label={t("billing.payments.receipt", { number: payment.receipt_number })}
                  icon={<ReceiptText />}
                  onPress={() =>
                    onOpen({ kind: "paper", document: { kind: "receipt", payment: payment.id } })
                  }
                />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
