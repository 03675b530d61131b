import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { Notice } from "@/components/Notice";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { MonitorView, ObservationId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { PatientLine } from "@/patient/PatientLine";
import { usePatientNames } from "@/patient/useUnsettled";

import { type Chartable, byMoment, canBeTakenOver, chartable } from "./chartable";

import styles from "./ChartDialog.module.css";

interface ChartDialogProps {
  view: MonitorView;
  patient: PatientSummary;
  bed: string;
  onClose: () => void;
}

/**
 * Takes values over into the patient's record. What is charted is what stands here: the values are
 * held as they were when the sheet was opened, each with its unit and its time.
 */
export function ChartDialog({ view, patient, bed, onClose }: ChartDialogProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const [held, setHeld] = useState(() => hold(view));
  const [left, setLeft] = useState<readonly Chartable["sign"][]>([]);
  const chart = useCommand("chart_vitals", { inPlace: true });
  const chosen = held.filter(({ sign, isFresh }) => isFresh && !left.includes(sign));
  const write = async (): Promise<void> => {
    for (const moment of byMoment(chosen, newId, format.measured)) {
      // One after the other: each set is a change of its own, and the first refusal stops.
      // oxlint-disable-next-line no-await-in-loop
      await chart.mutateAsync({
        patient: patient.id,
        ...moment,
        monitor: view.monitor,
        simulated: view.simulated,
      });
    }
    say({ tone: "good", title: t("ward.chart.done"), detail: names(patient) });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("ward.chart.title")}
      about={t("ward.chart.about", { monitor: view.monitor, bed })}
      width={38}
      actions={
        <>
          <Button onPress={() => setHeld(hold(view))}>{t("ward.chart.refresh")}</Button>
          <Button
            look="primary"
            autoFocus
            whyNot={chosen.length === 0 ? t("ward.bed.nothingToChart") : undefined}
            onPress={() => void write().catch(() => undefined)}
          >
            {t("ward.chart.confirm", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        <div className={styles.patient}>
          <PatientLine patient={patient} />
        </div>
        {held.length === 0 && <Notice tone="warning" title={t("ward.chart.none")} />}
        <table className={styles.values}>
          <thead>
            <tr>
              <th scope="col">{t("ward.chart.which")}</th>
              <th scope="col" className={styles.number}>
                {t("ward.chart.value")}
              </th>
              <th scope="col">{t("ward.chart.takenAt")}</th>
            </tr>
          </thead>
          <tbody>
            {held.map((one) => (
              <Row
                key={one.sign}
                value={one}
                isChosen={chosen.includes(one)}
                onChoose={(yes) =>
                  setLeft(yes ? left.filter((sign) => sign !== one.sign) : [...left, one.sign])
                }
              />
            ))}
          </tbody>
        </table>
        {view.simulated && <Notice title={t("ward.chart.simulated")} />}
        {chart.error && <FailureNotice failure={chart.error.failure} />}
      </div>
    </Dialog>
  );
}

const newId = (): ObservationId => uuid7<ObservationId>();

type Held = Chartable & { readonly isFresh: boolean };

function hold(view: MonitorView): Held[] {
  const now = Date.now();
  return chartable(view).map((value) => ({ ...value, isFresh: canBeTakenOver(value, now) }));
}

interface RowProps {
  value: Held;
  isChosen: boolean;
  onChoose: (yes: boolean) => void;
}

function Row({ value: { sign, value, unit, taken_at, isFresh }, isChosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isPressure = sign === "systolic" || sign === "diastolic";
  return (
    <tr data-off={!isChosen || undefined}>
      <th scope="row">
        <Checkbox
          value={isChosen}
          onChange={onChoose}
          isDisabled={!isFresh}
          hint={isFresh ? undefined : t("ward.chart.tooOld")}
        >
          {isPressure ? t(`ward.chart.${sign}`) : t(`ward.vital.${sign}`)}
        </Checkbox>
      </th>
      <td className={styles.number}>
        <bdi dir="ltr">{format.quantity(format.measured(value), format.unit(unit))}</bdi>
      </td>
      <td>
        <bdi>{format.clock(taken_at)}</bdi>
      </td>
    </tr>
  );
}
