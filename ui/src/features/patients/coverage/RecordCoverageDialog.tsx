import { useState } from "react";
import { useTranslation } from "react-i18next";

import { DateField } from "@/components/DateField";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFormat } from "@/format/useFormat";
import type { CoverageId, LocalDate, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import { FormDialog } from "../page/FormDialog";
import { KeptNote } from "../page/KeptNote";
import { useDrafted } from "../useDrafted";

import styles from "./Coverage.module.css";

const empty = { payer: "", member_number: "", plan: "" };

/** Records who pays for the patient. */
export function RecordCoverageDialog(props: { patient: PatientSummary; onClose: () => void }) {
  const { patient, onClose } = props;
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const [id] = useState(() => uuid7<CoverageId>());
  const drafted = useDrafted(`record_coverage/${patient.id}`, empty);
  const { value, change } = drafted;
  const [from, setFrom] = useState<LocalDate | null>(null);
  const [to, setTo] = useState<LocalDate | null>(null);
  const record = useCommand("record_coverage", { inPlace: true });
  const problems = fieldProblems(record.error?.failure);
  const problemOf = (name: string): string | undefined => problems[name] && t(problems[name]);
  const submit = (): void => {
    if (record.isPending) return;
    record.mutate(
      { id, patient: patient.id, ...value, from: from ?? undefined, to: to ?? undefined },
      {
        onSuccess: () => {
          drafted.drop();
          say({
            tone: "good",
            title: t("patients.coverage.saved", { payer: value.payer.trim() }),
            detail: names(patient),
          });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("patients.coverage.recordTitle")}
      patient={patient}
      submit={t("patients.coverage.record")}
      onSubmit={submit}
      onClose={onClose}
      onBlur={drafted.keepNow}
      failure={record.error?.failure}
    >
      <KeptNote at={drafted.keptAt} onStartOver={() => change(empty)} />
      <TextField
        label={t("patients.coverage.payer")}
        value={value.payer}
        onChange={(payer) => change({ payer })}
        error={problemOf("payer")}
        dir="auto"
        isRequired
        autoFocus
      />
      <TextField
        label={t("patients.coverage.member")}
        value={value.member_number}
        onChange={(member_number) => change({ member_number })}
        error={problemOf("member_number")}
        dir="ltr"
        isRequired
      />
      <TextField
        label={t("patients.coverage.plan")}
        value={value.plan}
        onChange={(plan) => change({ plan })}
        error={problemOf("plan")}
        dir="auto"
      />
      <div className={styles.dates}>
        <DateField
          label={t("patients.coverage.from")}
          value={from}
          onChange={setFrom}
          today={today}
          lean="past"
          error={problemOf("from")}
        />
        <DateField
          label={t("patients.coverage.to")}
          value={to}
          onChange={setTo}
          today={today}
          error={problemOf("to")}
        />
      </div>
    </FormDialog>
  );
}
