import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { AttentionId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { PatientNames } from "@/patient/BothValues";

import { useRefusals } from "./useRefusals";

interface RegisterHereDialogProps {
  patient: PatientSummary;
  /** It was asked for; so it had been before, and was refused then. */
  onDone: (before: ReadonlySet<AttentionId>) => void;
  onClose: () => void;
}

/** Asks why a patient of another facility is registered at this one too. */
export function RegisterHereDialog({ patient, onDone, onClose }: RegisterHereDialogProps) {
  const { t } = useTranslation();
  const register = useCommand("register_here", { inPlace: true });
  const refusals = useRefusals(patient.id);
  const failure = register.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  return (
    <ReasonDialog
      title={t("patients.facilities.registerTitle")}
      about={<PatientNames patient={patient} />}
      label={t("patients.facilities.registerWhy")}
      usual={[
        t("patients.facilities.reasonReferred"),
        t("patients.facilities.reasonWalkIn"),
        t("patients.facilities.reasonEmergency"),
      ]}
      submit={t("patients.facilities.register")}
      keep={t("controls.cancel")}
      look="primary"
      onSubmit={(reason) => {
        const before = new Set(refusals.map(({ item }) => item));
        register.mutate({ patient: patient.id, reason }, { onSuccess: () => onDone(before) });
      }}
      onClose={onClose}
      error={problem && t(problem)}
      problem={failure && !problem && <FailureNotice failure={failure} />}
      isSending={register.isPending}
    >
      {t("patients.facilities.registerNotes")}
    </ReasonDialog>
  );
}
