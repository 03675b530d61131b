import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ReasonDialog } from "@/components/ReasonDialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { AttentionView, Choice, Conflict, ConflictChoice } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePrivacy } from "@/patient/privacy";
import { useFieldText } from "@/patient/useFieldText";
import { usePatientNames } from "@/patient/useUnsettled";

import { NewValue } from "./NewValue";

interface SettleDialogProps {
  view: AttentionView;
  conflict: Conflict;
  choice: Choice;
  onClose: () => void;
}

/** Keeps one of two values, or enters another, and says how one knows. */
export function SettleDialog({ view, conflict, choice, onClose }: SettleDialogProps) {
  const { t } = useTranslation();
  const text = useFieldText();
  const names = usePatientNames();
  const name = view.patient && names(view.patient);
  const settle = useCommand("settle_conflict", { inPlace: true });
  const [entered, setEntered] = useState<unknown>();
  // What is chosen between is what stood here when the dialog was opened.
  const [current] = useState(() => view.current ?? null);
  const failure = settle.error?.failure;
  const problems = fieldProblems(failure);
  const { field, mine } = conflict;
  const isHidden = usePrivacy();
  const shown = (value: unknown): string =>
    isHidden ? t("frame.privacy.someone") : text.value(field, value);
  const title = {
    mine: t("attention.conflict.titleMine", { value: shown(mine) }),
    theirs: t("attention.conflict.titleTheirs", { value: shown(current) }),
    new: t("attention.conflict.titleNew"),
  };
  const choices: Record<Choice, ConflictChoice> = {
    mine: { kind: "keep_mine" },
    theirs: { kind: "keep_theirs" },
    new: { kind: "enter_new", value: entered },
  };
  const problem = problems["reason"];
  const wrong = problems["value"];
  return (
    <ReasonDialog
      title={title[choice]}
      about={<bdi>{[name, text.label(field)].filter(Boolean).join(" · ")}</bdi>}
      label={t("attention.conflict.why")}
      usual={[
        t("attention.conflict.reasonDocument"),
        t("attention.conflict.reasonAsked"),
        t("attention.conflict.reasonRecords"),
      ]}
      submit={t("attention.conflict.submit")}
      keep={t("controls.cancel")}
      look="primary"
      fields={
        choice === "new" && (
          <NewValue
            field={field}
            current={current}
            value={entered}
            onChange={setEntered}
            error={wrong && t(wrong)}
          />
        )
      }
      isMissing={choice === "new" && entered === undefined}
      onSubmit={(reason) =>
        settle.mutate(
          { item: view.item.id, choice: choices[choice], was: current, reason },
          {
            onSuccess: () => {
              const title = t("attention.conflict.settled", { field: text.label(field) });
              say({ tone: "good", title, detail: name });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
      error={problem && t(problem)}
      problem={failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      isSending={settle.isPending}
    >
      {t("attention.conflict.notes")}
    </ReasonDialog>
  );
}
