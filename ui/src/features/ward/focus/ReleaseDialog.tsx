import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import type { MonitorAssignment, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePatientNames } from "@/patient/useUnsettled";

interface ReleaseDialogProps {
  assignment: MonitorAssignment;
  patient: PatientSummary;
  onClose: () => void;
}

/** The monitor stops watching; asked with the patient's name, because their alarms end with it. */
export function ReleaseDialog({ assignment, patient, onClose }: ReleaseDialogProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const release = useCommand("release_monitor", { inPlace: true });
  const { bed, monitor } = assignment;
  const send = (): void =>
    release.mutate(
      { assignment: assignment.id },
      {
        onSuccess: () => {
          say({ tone: "good", title: t("ward.release.done"), detail: names(patient) });
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      title={t("ward.release.title", { patient: names(patient) })}
      about={t("ward.release.about", { bed, monitor })}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("ward.release.keep")}
          </Button>
          <Button look="danger" onPress={send}>
            {t("ward.release.confirm")}
          </Button>
        </>
      }
    >
      <p>{t("ward.release.body")}</p>
      {release.error && <FailureNotice failure={release.error.failure} />}
    </Dialog>
  );
}
