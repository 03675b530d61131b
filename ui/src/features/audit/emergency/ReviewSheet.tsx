import { useState } from "react";
import { useTranslation } from "react-i18next";

import { RadioGroup } from "@/components/Choice";
import { FormSheet } from "@/components/FormSheet";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { EmergencyAccessLine, EmergencyVerdict } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

const verdicts = ["justified", "not_justified"] as const satisfies EmergencyVerdict[];

interface ReviewSheetProps {
  line: EmergencyAccessLine;
  onClose: () => void;
}

/** Says whether it was right to open the record. */
export function ReviewSheet({ line, onClose }: ReviewSheetProps) {
  const { t } = useTranslation();
  const [verdict, setVerdict] = useState<EmergencyVerdict | null>(null);
  const [words, setWords] = useState("");
  const review = useCommand("review_emergency_access", { inPlace: true });
  const failure = review.error?.failure;
  const problem = fieldProblems(failure)["words"];
  const send = (): void => {
    if (verdict === null || review.isPending) return;
    const done = (): void => {
      say({ tone: "good", title: t("restricted.review.done") });
      onClose();
    };
    review.mutate({ access: line.access.id, verdict, words }, { onSuccess: done });
  };
  return (
    <FormSheet
      title={t("restricted.review.title")}
      about={
        <>
          <bdi>{line.person_name}</bdi>, <bdi dir="ltr">{line.record_number}</bdi>
        </>
      }
      submit={t("restricted.review.submit")}
      hasCancel
      whyNot={verdict === null ? t("problems.required") : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      {failure && !problem && <FailureNotice failure={failure} />}
      <p>
        {t(`restricted.open.reasons.${line.access.reason}`)}: <bdi>{line.access.words}</bdi>
      </p>
      <RadioGroup
        label={t("restricted.review.verdict")}
        isRequired
        options={verdicts.map((id) => ({ id, name: t(`restricted.review.${id}`) }))}
        value={verdict}
        onChange={setVerdict}
      />
      <TextField
        label={t("restricted.review.words")}
        lines={3}
        maxLength={500}
        value={words}
        onChange={setWords}
        hint={t("restricted.review.wordsHint")}
        error={problem && t(problem)}
      />
    </FormSheet>
  );
}
