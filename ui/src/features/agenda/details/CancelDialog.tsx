import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useVisitPlaceText } from "@/appointment/usePlaceText";
import { ReasonDialog } from "@/components/ReasonDialog";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { CommandFailed } from "@/ipc/call";
import type { AppointmentView, Failure } from "@/ipc/generated/commands";
import { usePatientNames } from "@/patient/useUnsettled";

import type { Steps } from "../steps/useSteps";

interface CancelDialogProps {
  view: AppointmentView;
  steps: Steps;
  onClose: () => void;
}

/** Calls a visit off, naming it, the patient and why. */
export function CancelDialog({ view, steps, onClose }: CancelDialogProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const visitPlace = useVisitPlaceText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSending, setSending] = useState(false);
  const problem = fieldProblems(failure)["reason"];
  const cancel = async (reason: string): Promise<void> => {
    setSending(true);
    try {
      await steps.cancel(view, reason);
      onClose();
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      setFailure(error.failure);
      setSending(false);
    }
  };
  return (
    <ReasonDialog
      title={t("agenda.cancel.title")}
      about={
        <bdi>
          {t("agenda.cancel.about", {
            patient: names(view.patient),
            place: visitPlace(view),
          })}
        </bdi>
      }
      label={t("agenda.cancel.reason")}
      usual={[
        t("agenda.cancel.patientAsked"),
        t("agenda.cancel.patientIll"),
        t("agenda.cancel.practitionerAway"),
        t("agenda.cancel.mistake"),
      ]}
      submit={t("agenda.cancel.submit")}
      keep={t("agenda.cancel.keep")}
      onSubmit={(reason) => void cancel(reason)}
      onClose={onClose}
      error={problem && t(problem)}
      problem={failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      isSending={isSending}
    >
      {t("agenda.cancel.frees")}
    </ReasonDialog>
  );
}
