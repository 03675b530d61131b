import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";
import { ReadField } from "@/components/ReadField";
import { say } from "@/components/toasts";
import { fieldProblems } from "@/failures/fieldProblems";
import { parseDecimal } from "@/format/decimals";
import { useFormat } from "@/format/useFormat";
import type { ObservationId, PatientSummary, VitalSign } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import { FormDialog } from "../page/FormDialog";
import { KeptNote } from "../page/KeptNote";
import { useDrafted } from "../useDrafted";
import { charted, DIASTOLIC } from "./signs";
import { type Taken, TakenFields, takenNow } from "./TakenFields";

import styles from "./Vitals.module.css";

type Code = (typeof charted)[number]["code"];

const empty: Record<Code, string> = {
  "8867-4": "",
  "59408-5": "",
  "9279-1": "",
  "8310-5": "",
  "8480-6": "",
  "8462-4": "",
  "29463-7": "",
  "8302-2": "",
};

/** Charts what was measured. Nothing is filled in beforehand, and what stays empty is not charted. */
export function ChartVitalsDialog(props: { patient: PatientSummary; onClose: () => void }) {
  const { patient, onClose } = props;
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  // One id a sign for as long as the form is open: sent twice, it is charted once.
  const [ids] = useState(
    () => new Map(charted.map(({ code }) => [code, uuid7<ObservationId>()] as const)),
  );
  const drafted = useDrafted(`chart_vitals/${patient.id}`, empty);
  const { value, change } = drafted;
  const [taken, setTaken] = useState<Taken>(takenNow);
  const [lacks, setLacks] = useState<"value" | "time" | null>(null);
  const chart = useCommand("chart_vitals", { inPlace: true });
  const problems = fieldProblems(chart.error?.failure);

  const submit = (): void => {
    const signs = charted.flatMap(({ code, unit }): VitalSign[] => {
      const [id, read] = [ids.get(code), parseDecimal(value[code])];
      return id && read !== undefined ? [{ id, code, value: read, unit }] : [];
    });
    const taken_at = taken.isNow
      ? format.instantOf(new Date())
      : taken.date && taken.time && format.instantAt(taken.date, taken.time);
    setLacks(signs.length === 0 ? "value" : taken_at ? null : "time");
    if (signs.length === 0 || !taken_at || chart.isPending) return;
    chart.mutate(
      { patient: patient.id, signs, taken_at, simulated: false },
      {
        onSuccess: () => {
          drafted.drop();
          say({ tone: "good", title: t("patients.vitals.saved"), detail: names(patient) });
          onClose();
        },
      },
    );
  };
  const problemOf = (code: Code): string | undefined =>
    problems[code] &&
    t(code === DIASTOLIC ? "patients.vitals.checkPressure" : "patients.vitals.check");

  return (
    <FormDialog
      title={t("patients.vitals.chartTitle")}
      patient={patient}
      submit={t("patients.vitals.chart")}
      onSubmit={submit}
      onClose={onClose}
      onBlur={drafted.keepNow}
      failure={chart.error?.failure}
      aside={t("patients.vitals.nothingPrefilled")}
      place="side"
    >
      <KeptNote at={drafted.keptAt} onStartOver={() => change(empty)} />
      {lacks === "value" && <Notice tone="warning" title={t("patients.vitals.nothing")} />}
      <div className={styles.form}>
        {charted.map(({ code, unit }, index) => (
          <ReadField
            key={code}
            label={t(`patients.vitals.sign.${code}`)}
            value={value[code] || null}
            onChange={(read) => change({ [code]: read ?? "" })}
            read={parseDecimal}
            write={String}
            problem={t("patients.vitals.notADecimal")}
            error={problemOf(code)}
            aside={format.unit(unit)}
            align="end"
            inputMode="decimal"
            name={code}
            autoFocus={index === 0}
          />
        ))}
      </div>
      <TakenFields
        taken={taken}
        onChange={setTaken}
        error={
          lacks === "time"
            ? t("patients.vitals.notATime")
            : problems["taken_at"] && t(problems["taken_at"])
        }
      />
    </FormDialog>
  );
}
