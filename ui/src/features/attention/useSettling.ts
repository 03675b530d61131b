import { useState } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { CommandFailed } from "@/ipc/call";
import type {
  AppointmentId,
  AttentionId,
  AttentionView,
  Failure,
  Slot,
} from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import { useAskedPlaceText } from "./useAskedText";

/** Gives a refused visit a free time; where that is taken meanwhile, the item says so. */
export function useSettling() {
  const { t } = useTranslation();
  const names = usePatientNames();
  const placeText = useAskedPlaceText();
  const rebook = useCommand("rebook_attention", { inPlace: true });
  const [failures, setFailures] = useState<ReadonlyMap<AttentionId, Failure>>(new Map());

  const note = (id: AttentionId, failure: Failure | undefined): void =>
    setFailures((before) => {
      const after = new Map(before);
      if (failure) after.set(id, failure);
      else after.delete(id);
      return after;
    });

  const send = async ({ item, patient }: AttentionView, slot: Slot): Promise<void> => {
    note(item.id, undefined);
    try {
      const appointment = uuid7<AppointmentId>();
      await rebook.mutateAsync({ item: item.id, appointment, ...slot });
      const place = placeText(slot);
      const isMove = "refused" in item && item.refused.command === "move_appointment";
      const title = isMove ? t("attention.moved", { place }) : t("attention.rebooked", { place });
      say({ tone: "good", title, detail: patient && names(patient) });
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      note(item.id, error.failure);
    }
  };
  return {
    take: (view: AttentionView, slot: Slot): void => {
      if (!rebook.isPending) void send(view, slot);
    },
    /** What came of the last try, by item. */
    failures,
  };
}
