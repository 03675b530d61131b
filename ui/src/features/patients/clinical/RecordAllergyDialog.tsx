import { useState } from "react";
import { useTranslation } from "react-i18next";

import { RadioGroup } from "@/components/Choice";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { fieldProblems } from "@/failures/fieldProblems";
import type { AllergyCriticality, AllergyId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import { FormDialog } from "../page/FormDialog";
import { KeptNote } from "../page/KeptNote";
import { useDrafted } from "../useDrafted";

const empty = { substance: "", reaction: "", criticality: "" };

/** Records an allergy or intolerance. Its danger is chosen, never assumed. */
export function RecordAllergyDialog(props: { patient: PatientSummary; onClose: () => void }) {
  const { patient, onClose } = props;
  const { t } = useTranslation();
  const names = usePatientNames();
  const [id] = useState(() => uuid7<AllergyId>());
  const drafted = useDrafted(`record_allergy/${patient.id}`, empty);
  const { value, change } = drafted;
  const record = useCommand("record_allergy", { inPlace: true });
  const problems = fieldProblems(record.error?.failure);
  const levels = [
    {
      id: "high",
      name: t("patients.allergies.dangerHigh"),
      hint: t("patients.allergies.dangerHighHint"),
    },
    {
      id: "low",
      name: t("patients.allergies.dangerLow"),
      hint: t("patients.allergies.dangerLowHint"),
    },
    {
      id: "not_known",
      name: t("patients.allergies.dangerNotKnown"),
      hint: t("patients.allergies.dangerNotKnownHint"),
    },
  ] as const satisfies { id: AllergyCriticality; name: string; hint: string }[];
  const criticality = levels.find((level) => level.id === value.criticality)?.id ?? null;
  const submit = (): void => {
    if (!criticality || record.isPending) return;
    const { substance, reaction } = value;
    record.mutate(
      { id, patient: patient.id, substance, reaction, criticality },
      {
        onSuccess: () => {
          drafted.drop();
          say({
            tone: "good",
            title: t("patients.allergies.saved", { substance: substance.trim() }),
            detail: names(patient),
          });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("patients.allergies.recordTitle")}
      patient={patient}
      submit={t("patients.allergies.record")}
      onSubmit={submit}
      onClose={onClose}
      onBlur={drafted.keepNow}
      failure={record.error?.failure}
    >
      <KeptNote at={drafted.keptAt} onStartOver={() => change(empty)} />
      <TextField
        label={t("patients.allergies.substance")}
        hint={t("patients.allergies.substanceHint")}
        value={value.substance}
        onChange={(substance) => change({ substance })}
        error={problems["substance"] && t(problems["substance"])}
        isRequired
        autoFocus
        spellCheck="false"
        dir="auto"
      />
      <TextField
        label={t("patients.allergies.reactions")}
        hint={t("patients.allergies.reactionHint")}
        value={value.reaction}
        onChange={(reaction) => change({ reaction })}
        error={problems["reaction"] && t(problems["reaction"])}
        dir="auto"
      />
      <RadioGroup
        label={t("patients.allergies.dangerLabel")}
        options={levels}
        value={criticality}
        onChange={(level) => change({ criticality: level })}
        isRequired
      />
    </FormDialog>
  );
}
