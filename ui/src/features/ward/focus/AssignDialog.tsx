import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { MonitorAssignmentId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { PatientPicker } from "@/patient/PatientPicker";

import styles from "./AssignDialog.module.css";

/** From now on the monitor watches a patient, at a bed. */
export function AssignDialog({ monitor, onClose }: { monitor: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const [bed, setBed] = useState("");
  const [id] = useState(() => uuid7<MonitorAssignmentId>());
  const assign = useCommand("assign_monitor", { inPlace: true });
  const problems = fieldProblems(assign.error?.failure);
  const send = (): void => {
    if (patient) assign.mutate({ id, monitor, bed, patient: patient.id }, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("ward.assign.title")}
      about={t("ward.assign.about", { monitor })}
      actions={
        <>
          <Button onPress={onClose}>{t("controls.cancel")}</Button>
          <Button look="primary" type="submit" form="assign">
            {t("ward.assign.confirm")}
          </Button>
        </>
      }
    >
      <Form
        id="assign"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <PatientPicker
          label={t("ward.assign.patient")}
          hint={t("ward.assign.moves")}
          value={patient}
          onChange={setPatient}
          isRequired
          autoFocus
        />
        <TextField
          label={t("ward.assign.bed")}
          hint={t("ward.assign.bedHint")}
          value={bed}
          onChange={setBed}
          maxLength={40}
          isRequired
          error={problems["bed"] && t(problems["bed"])}
        />
        {assign.error && assign.error.failure.code !== "invalid_fields" && (
          <FailureNotice failure={assign.error.failure} />
        )}
      </Form>
    </Dialog>
  );
}
