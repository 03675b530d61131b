import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { AttentionView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePatientNames } from "@/patient/useUnsettled";

import { useItemText } from "./useItemText";

interface DiscardDialogProps {
  view: AttentionView;
  onClose: () => void;
}

/** Decides that an item needs nothing, and says why: not wanted any more, or two different people. */
export function DiscardDialog({ view: { item, patient, existing }, onClose }: DiscardDialogProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const itemText = useItemText();
  const discard = useCommand("discard_attention", { inPlace: true });
  const failure = discard.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  const what = itemText(item);
  const words = useDiscardWords("duplicate" in item);
  const about = [patient && names(patient), existing ? names(existing) : what];
  return (
    <ReasonDialog
      {...words}
      about={<bdi>{about.filter(Boolean).join(" · ")}</bdi>}
      keep={t("attention.discardKeep")}
      onSubmit={(reason) =>
        discard.mutate(
          { item: item.id, reason },
          {
            onSuccess: () => {
              say({ tone: "good", title: words.done, detail: what });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
      error={problem && t(problem)}
      problem={failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      isSending={discard.isPending}
    >
      {words.notes}
    </ReasonDialog>
  );
}

function useDiscardWords(isDuplicate: boolean) {
  const { t } = useTranslation();
  return isDuplicate
    ? {
        title: t("attention.duplicate.title"),
        label: t("attention.duplicate.why"),
        usual: [
          t("attention.duplicate.reasonAsked"),
          t("attention.duplicate.reasonFamily"),
          t("attention.duplicate.reasonDocument"),
        ],
        submit: t("attention.duplicate.submit"),
        notes: t("attention.duplicate.notes"),
        done: t("attention.duplicate.settled"),
      }
    : {
        title: t("attention.discardTitle"),
        label: t("attention.discardWhy"),
        usual: [
          t("attention.reasonDone"),
          t("attention.reasonUnwanted"),
          t("attention.reasonTwice"),
        ],
        submit: t("attention.discardSubmit"),
        notes: t("attention.discardNotes"),
        done: t("attention.discarded"),
      };
}
