import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import type { ActiveAlarm, AlarmAcknowledgementId } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import { useMay } from "../useMay";
import { wantsSomebody } from "./order";
import { useAlarmWords } from "./useAlarmWords";

/** Says that this person has seen an alarm; nothing where they may not, or somebody already has. */
export function useAcknowledge(): {
  mayAcknowledge: boolean;
  acknowledge: (alarm: ActiveAlarm) => void;
} {
  const { t } = useTranslation();
  const names = usePatientNames();
  const words = useAlarmWords();
  const mayAcknowledge = useMay("acknowledge_alarms");
  const { mutate } = useCommand("acknowledge_alarm");
  const acknowledge = ({ alarm, bed, patient, patient_name }: ActiveAlarm): void => {
    if (!mayAcknowledge || !wantsSomebody(alarm.phase)) return;
    const { monitor, condition, onset } = alarm.key;
    const said = words(alarm);
    const name = patient_name && names({ id: patient, display_name: patient_name });
    mutate(
      { id: uuid7<AlarmAcknowledgementId>(), monitor, condition, onset },
      {
        onSuccess: () =>
          say({
            tone: "good",
            title: `${t("ward.alarm.done")}: ${said.condition}`,
            detail: [bed, name].filter(Boolean).join(" · "),
          }),
      },
    );
  };
  return { mayAcknowledge, acknowledge };
}
