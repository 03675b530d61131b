import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { Allergy } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

interface RetractAllergyDialogProps {
  allergy: Allergy;
  patientName: string;
  onClose: () => void;
}

/** Marks an allergy as entered in error, with the reason. It stays in the history. */
export function RetractAllergyDialog(props: RetractAllergyDialogProps) {
  const { allergy, patientName, onClose } = props;
  const { t } = useTranslation();
  const retract = useCommand("retract_allergy", { inPlace: true });
  const failure = retract.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  const { substance } = allergy;
  return (
    <ReasonDialog
      title={t("patients.allergies.retractTitle", { substance })}
      about={<bdi>{patientName}</bdi>}
      label={t("patients.allergies.reason")}
      usual={[
        t("patients.allergies.usual.otherPatient"),
        t("patients.allergies.usual.mistyped"),
        t("patients.allergies.usual.refuted"),
      ]}
      submit={t("patients.allergies.retractVerb")}
      keep={t("controls.cancel")}
      onClose={onClose}
      isSending={retract.isPending}
      error={problem && t(problem)}
      problem={failure && !problem && <FailureNotice failure={failure} />}
      onSubmit={(reason) =>
        retract.mutate(
          {
            allergy: allergy.id,
            reason,
            was: { status: allergy.status, error_reason: allergy.error_reason ?? null },
          },
          {
            onSuccess: () => {
              say({ tone: "good", title: t("patients.allergies.retracted", { substance }) });
              onClose();
            },
          },
        )
      }
    >
      {t("patients.allergies.retractBody")}
    </ReasonDialog>
  );
}
