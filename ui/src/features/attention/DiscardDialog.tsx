import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { AttentionView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { useAskedText } from "./useAskedText";

interface DiscardDialogProps {
  view: AttentionView;
  onClose: () => void;
}

/** Decides that a refused change is not wanted any more, and says why. */
export function DiscardDialog({ view: { item, patient }, onClose }: DiscardDialogProps) {
  const { t } = useTranslation();
  const askedText = useAskedText();
  const discard = useCommand("discard_attention", { inPlace: true });
  const failure = discard.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  const what = askedText(item.refused);
  return (
    <ReasonDialog
      title={t("attention.discardTitle")}
      about={<bdi>{[patient?.display_name, what].filter(Boolean).join(" · ")}</bdi>}
      label={t("attention.discardWhy")}
      usual={[t("attention.reasonDone"), t("attention.reasonUnwanted"), t("attention.reasonTwice")]}
      submit={t("attention.discardSubmit")}
      keep={t("attention.discardKeep")}
      onSubmit={(reason) =>
        discard.mutate(
          { item: item.id, reason },
          {
            onSuccess: () => {
              say({ tone: "good", title: t("attention.discarded"), detail: what });
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
      {t("attention.discardNotes")}
    </ReasonDialog>
  );
}
