import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFormat } from "@/format/useFormat";
import type { InvoiceId, InvoiceView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { useKey } from "@/keyboard/useKey";
import { PatientNames } from "@/patient/BothValues";

import { creditKeys } from "../keys";

import styles from "./CreditDialog.module.css";

interface CreditDialogProps {
  isOpen: boolean;
  view: InvoiceView;
  onClose: () => void;
}

/** Takes an invoice back by a credit note, and says beforehand what that does. */
export function CreditDialog({ isOpen, view, onClose }: CreditDialogProps) {
  const { invoice, patient } = view;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("billing.credit.title", { number: invoice.number ?? "" })}
      about={<PatientNames patient={patient} />}
      width={34}
    >
      <CreditForm view={view} onClose={onClose} />
    </Dialog>
  );
}

function CreditForm({ view, onClose }: Omit<CreditDialogProps, "isOpen">) {
  const { invoice, totals } = view;
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [id] = useState(() => uuid7<InvoiceId>());
  const credit = useCommand("credit_invoice", { inPlace: true });
  const failure = credit.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  const send = async (): Promise<void> => {
    if (credit.isPending) return;
    const note = await credit.mutateAsync({ id, invoice: invoice.id, reason });
    say({
      tone: "good",
      title: t("billing.credit.done", { number: note.invoice.number ?? "" }),
    });
    onClose();
    await navigate({ to: "/billing/$invoice", params: { invoice: note.invoice.id } });
  };
  const run = (): void => void send().catch(() => undefined);
  useKey(creditKeys.take, run);
  const amounts = {
    number: invoice.number ?? "",
    gross: format.money(totals.gross),
    paid: format.money(totals.paid),
    due: format.money(totals.due),
  };
  return (
    <div data-scope="credit">
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <ul className={styles.effects}>
          <li>{t("billing.credit.takesBack", amounts)}</li>
          <li>
            {totals.due.minor > 0
              ? t("billing.credit.nothingOwed", amounts)
              : t("billing.credit.nothingWasOwed")}
          </li>
          <li>
            {totals.paid.minor > 0
              ? t("billing.credit.giveBack", amounts)
              : t("billing.credit.nothingToGiveBack")}
          </li>
          <li>{t("billing.credit.stays")}</li>
        </ul>
        <TextField
          autoFocus
          isRequired
          lines={3}
          label={t("billing.credit.reason")}
          hint={t("billing.credit.reasonHint")}
          error={problem && t(problem)}
          value={reason}
          onChange={setReason}
        />
        {failure && !problem && <FailureNotice failure={failure} />}
        <div className={styles.actions}>
          <Button onPress={onClose}>{t("billing.credit.keep")}</Button>
          <Button look="danger" type="submit" keys={creditKeys.take.keys}>
            {t("billing.credit.verb", amounts)}
          </Button>
        </div>
      </Form>
    </div>
  );
}
