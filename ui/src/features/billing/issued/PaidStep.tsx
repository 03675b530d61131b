import { Printer } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useFormat } from "@/format/useFormat";
import type { PaperDocument } from "@/ipc/generated/commands";

import { PaperTrouble } from "../paper/PaperTrouble";
import { usePaper } from "../paper/usePaper";
import type { Taken } from "./PaymentDialog";

import styles from "./PaymentForm.module.css";

interface PaidStepProps {
  taken: Taken;
  onClose: () => void;
  onPreview: (document: PaperDocument) => void;
}

/** The payment is taken: says what changed hands and what is left, and offers the receipt. */
export function PaidStep({ taken, onClose, onPreview }: PaidStepProps) {
  const { payment, view, prints } = taken;
  const { t } = useTranslation();
  const format = useFormat();
  const isRefund = view.invoice.kind === "credit_note";
  const { due } = view.totals;
  const document: PaperDocument = { kind: "receipt", payment: payment.id };
  const paper = usePaper(document);
  const print = async (): Promise<void> => {
    if (await paper.print()) onClose();
  };
  const printAtOnce = useEffectEvent(() => {
    if (prints) void print();
  });
  useEffect(() => printAtOnce(), []);
  const said = {
    amount: format.money(payment.amount),
    method: t(`billing.method.${payment.method}`),
  };
  return (
    <div className={styles.form}>
      <Notice
        tone="good"
        title={t(isRefund ? "billing.paid.refunded" : "billing.paid.taken", said)}
      >
        <p>{t("billing.paid.receipt", { number: payment.receipt_number })}</p>
        <p>
          {due.minor === 0
            ? t(isRefund ? "billing.paid.nothingToGiveBack" : "billing.paid.nothingOwed")
            : t(isRefund ? "billing.paid.stillToGiveBack" : "billing.paid.stillOwed", {
                amount: format.money(due),
              })}
        </p>
      </Notice>
      <PaperTrouble paper={paper} />
      <div className={styles.actions}>
        <Button onPress={onClose}>{t("controls.close")}</Button>
        <Button onPress={() => onPreview(document)}>{t("billing.paid.preview")}</Button>
        <Button
          look="primary"
          icon={<Printer aria-hidden />}
          autoFocus
          onPress={() => void print()}
        >
          {t("billing.paid.print")}
        </Button>
      </div>
    </div>
  );
}
