import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { PatientNames } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

interface EndCareDialogProps {
  patient: PatientSummary;
  onClose: () => void;
}

/** Asks why a patient receives no more care at this facility. */
export function EndCareDialog({ patient, onClose }: EndCareDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const names = usePatientNames();
  const end = useCommand("end_care_here", { inPlace: true });
  const failure = end.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  return (
    <ReasonDialog
      title={t("patients.facilities.endTitle")}
      about={<PatientNames patient={patient} />}
      label={t("patients.facilities.endWhy")}
      usual={[t("patients.facilities.reasonMoved"), t("patients.facilities.reasonOther")]}
      submit={t("patients.facilities.end")}
      keep={t("patients.facilities.endKeep")}
      onSubmit={(reason) =>
        end.mutate(
          { patient: patient.id, reason },
          {
            onSuccess: () => {
              say({
                tone: "good",
                title: t("patients.facilities.ended"),
                detail: names(patient),
              });
              onClose();
              // The record is let go of as soon as that is shared: nothing is left to be read here.
              void navigate({ to: "/patients" });
            },
          },
        )
      }
      onClose={onClose}
      error={problem && t(problem)}
      problem={failure && !problem && <FailureNotice failure={failure} />}
      isSending={end.isPending}
    >
      {t("patients.facilities.endNotes")}
    </ReasonDialog>
  );
}
