import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { FailureNotice } from "@/failures/FailureNotice";
import type { InvoiceId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { PatientPicker } from "@/patient/PatientPicker";

import styles from "./NewInvoiceDialog.module.css";

interface NewInvoiceDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Starts a draft for a patient: whom, Enter, and the lines are there to be written. */
export function NewInvoiceDialog({ isOpen, onClose }: NewInvoiceDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("billing.create.title")}
      about={t("billing.create.about")}
    >
      <NewInvoiceForm onClose={onClose} />
    </Dialog>
  );
}

function NewInvoiceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const [id] = useState(() => uuid7<InvoiceId>());
  const draft = useCommand("draft_invoice", { inPlace: true });
  const send = async (): Promise<void> => {
    if (!patient || draft.isPending) return;
    await draft.mutateAsync({ id, patient: patient.id });
    onClose();
    await navigate({ to: "/billing/$invoice", params: { invoice: id } });
  };
  return (
    <Form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send().catch(() => undefined);
      }}
    >
      <PatientPicker
        label={t("billing.create.patient")}
        value={patient}
        onChange={setPatient}
        autoFocus
        isRequired
      />
      {draft.error && <FailureNotice failure={draft.error.failure} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t("controls.cancel")}</Button>
        <Button type="submit" look="primary">
          {t("billing.create.verb")}
        </Button>
      </div>
    </Form>
  );
}
