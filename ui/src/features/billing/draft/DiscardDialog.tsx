import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { keepDraftsNow } from "@/ipc/drafts";
import type { InvoiceView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { PatientNames } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

import { linesForm } from "./kept";

interface DiscardDialogProps {
  isOpen: boolean;
  view: InvoiceView;
  onClose: () => void;
}

/** Asks before a draft is thrown away, by naming it: nothing brings it back. */
export function DiscardDialog({ isOpen, view, onClose }: DiscardDialogProps) {
  const { invoice, patient, totals } = view;
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const navigate = useNavigate();
  const discard = useCommand("discard_invoice", { inPlace: true });
  const forget = useCommand("discard_draft");
  const run = async (): Promise<void> => {
    await discard.mutateAsync({ invoice: invoice.id });
    // What still waits to be kept is kept first, so that it cannot come back afterwards.
    await keepDraftsNow();
    await forget.mutateAsync({ form: linesForm(invoice.id) });
    say({ tone: "good", title: t("billing.discard.done", { patient: names(patient) }) });
    onClose();
    await navigate({ to: "/billing" });
  };
  return (
    <Dialog
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
      title={t("billing.discard.title")}
      about={<PatientNames patient={patient} />}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t("billing.discard.keep")}
          </Button>
          <Button look="danger" onPress={() => void run().catch(() => undefined)}>
            {t("billing.discard.verb")}
          </Button>
        </>
      }
    >
      <p>
        {t("billing.discard.what", {
          count: invoice.lines.length,
          amount: format.money(totals.gross),
        })}
      </p>
      {discard.error && <FailureNotice failure={discard.error.failure} />}
    </Dialog>
  );
}
