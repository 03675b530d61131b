import { useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { DateField } from "@/components/DateField";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFormat } from "@/format/useFormat";
import type { Coverage, LocalDate } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import styles from "./Coverage.module.css";

interface EndCoverageDialogProps {
  coverage: Coverage;
  patientName: string;
  onClose: () => void;
}

/** Says on which day an insurance ends. */
export function EndCoverageDialog({ coverage, patientName, onClose }: EndCoverageDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useId();
  const today = format.dateOf(useNow(60));
  const [on, setOn] = useState<LocalDate | null>(today);
  const end = useCommand("end_coverage", { inPlace: true });
  const failure = end.error?.failure;
  const problem = fieldProblems(failure)["on"];
  const { payer } = coverage;
  const submit = (): void => {
    if (!on || end.isPending) return;
    end.mutate(
      { coverage: coverage.id, on, was: { to: coverage.to ?? null } },
      {
        onSuccess: () => {
          say({
            tone: "good",
            title: t("patients.coverage.ended", { payer, date: format.date(on) }),
          });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("patients.coverage.endTitle", { payer })}
      about={<bdi>{patientName}</bdi>}
      actions={
        <>
          <Button onPress={onClose}>{t("controls.cancel")}</Button>
          <Button look="primary" type="submit" form={form}>
            {t("patients.coverage.endVerb")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <DateField
          label={t("patients.coverage.lastDay")}
          hint={t("patients.coverage.endBody")}
          value={on}
          onChange={setOn}
          today={today}
          error={problem && t(problem)}
          isRequired
          autoFocus
        />
        {failure && !problem && <FailureNotice failure={failure} />}
      </Form>
    </Dialog>
  );
}
