import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useVisitPlaceText } from "@/appointment/usePlaceText";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { PatientNames } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

import { ScheduleSheet } from "../booking/ScheduleSheet";
import { ServicesField } from "../booking/ServicesField";
import type { Undo } from "../steps/useUndo";

interface DescribeSheetProps {
  view: AppointmentView;
  directory: Directory;
  undo: Undo;
  onClose: () => void;
}

/** Changes why the patient comes and what is planned; place and status stay. */
export function DescribeSheet({ view, directory, undo, onClose }: DescribeSheetProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const visitPlace = useVisitPlaceText();
  const { id: appointment, reason: before, services: planned } = view.appointment;
  const [reason, setReason] = useState(before);
  const [services, setServices] = useState(planned);
  const describe = useCommand("describe_appointment", { inPlace: true });
  const back = useCommand("describe_appointment");
  const failure = describe.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  const takeBack = (): void => back.mutate({ appointment, reason: before, services: planned });
  const save = (): void => {
    if (describe.isPending) return;
    describe.mutate(
      { appointment, reason: reason.trim(), services },
      {
        onSuccess: () => {
          undo.did({
            title: t("agenda.did.described"),
            detail: names(view.patient),
            takeBack,
          });
          onClose();
        },
      },
    );
  };
  return (
    <ScheduleSheet
      width={27}
      title={t("agenda.describe.title")}
      about={
        <>
          <PatientNames patient={view.patient} />
          <br />
          {visitPlace(view)}
        </>
      }
      submit={t("agenda.describe.submit")}
      onClose={onClose}
      onSubmit={save}
    >
      <TextField
        label={t("agenda.booking.reason")}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={500}
        error={problem && t(problem)}
        dir="auto"
      />
      <ServicesField directory={directory} value={services} onChange={setServices} />
      {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
    </ScheduleSheet>
  );
}
