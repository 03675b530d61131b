import { Banknote, Printer, Trash2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { InvoiceView } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { invoiceKeys } from "./keys";
import type { Sheet } from "./OneInvoice";

interface InvoiceToolsProps {
  view: InvoiceView;
  onOpen: (sheet: Sheet) => void;
}

/** What can be done with an invoice as it stands, for whoever may do it. */
export function InvoiceTools({ view, onOpen }: InvoiceToolsProps) {
  const { invoice, totals } = view;
  const { t } = useTranslation();
  const may = usePermitted();
  const isIssued = invoice.status === "issued";
  const isRefund = invoice.kind === "credit_note";
  const mayPay = may("take_payments") && isIssued && totals.due.minor > 0;
  const mayCredit = may("credit_invoices") && isIssued && !isRefund;
  const mayDiscard = may("issue_invoices") && invoice.status === "draft";
  const pay = (): void => onOpen({ kind: "pay" });
  const credit = (): void => onOpen({ kind: "credit" });
  const discard = (): void => onOpen({ kind: "discard" });
  const paper = (): void =>
    onOpen({ kind: "paper", document: { kind: "invoice", invoice: invoice.id } });
  useKey(invoiceKeys.pay, pay, mayPay);
  useKey(invoiceKeys.credit, credit, mayCredit);
  useKey(invoiceKeys.discard, discard, mayDiscard);
  useKey(invoiceKeys.paper, paper);
  return (
    <>
      {mayDiscard && (
        <Button
          look="quiet"
          icon={<Trash2 aria-hidden />}
          keys={invoiceKeys.discard.keys}
          onPress={discard}
        >
          {t("billing.discard.verb")}
        </Button>
      )}
      {mayCredit && (
        <Button
          look="quiet"
          icon={<Undo2 aria-hidden />}
          keys={invoiceKeys.credit.keys}
          onPress={credit}
        >
          {t("billing.credit.open")}
        </Button>
      )}
      <Button icon={<Printer aria-hidden />} keys={invoiceKeys.paper.keys} onPress={paper}>
        {t("billing.paper.open")}
      </Button>
      {mayPay && (
        <Button
          look="primary"
          icon={<Banknote aria-hidden />}
          keys={invoiceKeys.pay.keys}
          onPress={pay}
        >
          {isRefund ? t("billing.pay.openRefund") : t("billing.pay.open")}
        </Button>
      )}
    </>
  );
}
