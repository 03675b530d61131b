import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import type { InvoiceView, PaperDocument, Payment } from "@/ipc/generated/commands";
import { PatientNames } from "@/patient/BothValues";

import { PaidStep } from "./PaidStep";
import { PaymentForm } from "./PaymentForm";

interface PaymentDialogProps {
  isOpen: boolean;
  view: InvoiceView;
  onClose: () => void;
  onPreview: (document: PaperDocument) => void;
}

/** What came of it: the payment, the invoice after it, and whether the receipt is to be printed at once. */
export interface Taken {
  payment: Payment;
  view: InvoiceView;
  prints: boolean;
}

/** Takes a payment, or gives money back on a credit note: the amount, how, and then the receipt. */
export function PaymentDialog({ isOpen, view, onClose, onPreview }: PaymentDialogProps) {
  const { invoice, patient } = view;
  const { t } = useTranslation();
  const [taken, setTaken] = useState<Taken | null>(null);
  const isRefund = invoice.kind === "credit_note";
  const close = (): void => {
    setTaken(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={isRefund ? t("billing.pay.openRefund") : t("billing.pay.open")}
      about={
        <>
          <PatientNames patient={patient} /> · {t(`billing.kind.${invoice.kind}`)}{" "}
          <bdi>{invoice.number}</bdi>
        </>
      }
      width={30}
    >
      {taken ? (
        <PaidStep
          taken={taken}
          onClose={close}
          onPreview={(document) => {
            close();
            onPreview(document);
          }}
        />
      ) : (
        <PaymentForm view={view} onTaken={setTaken} onClose={close} />
      )}
    </Dialog>
  );
}
