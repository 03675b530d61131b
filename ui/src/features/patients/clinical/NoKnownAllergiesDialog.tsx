import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import type { PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { PatientLine } from "@/patient/PatientLine";
import { usePatientNames } from "@/patient/useUnsettled";

/** States that the patient was asked and knows of no allergies. The patient is named once more. */
export function NoKnownAllergiesDialog(props: { patient: PatientSummary; onClose: () => void }) {
  const { patient, onClose } = props;
  const { t } = useTranslation();
  const names = usePatientNames();
  const state = useCommand("state_no_known_allergies", { inPlace: true });
  const submit = (): void => {
    state.mutate(
      { patient: patient.id },
      {
        onSuccess: () => {
          say({
            tone: "good",
            title: t("patients.allergies.stated"),
            detail: names(patient),
          });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("patients.allergies.stateTitle")}
      about={<PatientLine patient={patient} />}
      actions={
        <>
          <Button onPress={onClose}>{t("controls.cancel")}</Button>
          <Button look="primary" onPress={submit}>
            {t("patients.allergies.stateVerb")}
          </Button>
        </>
      }
    >
      <p>{t("patients.allergies.stateBody")}</p>
      {state.error && <FailureNotice failure={state.error.failure} />}
    </Dialog>
  );
}
