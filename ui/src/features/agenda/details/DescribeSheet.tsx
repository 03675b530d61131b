import { useId, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useVisitPlaceText } from "@/appointment/usePlaceText";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { PatientNames } from "@/patient/BothValues";
import { usePatientNames } from "@/patient/useUnsettled";

import { ServicesField } from "../booking/ServicesField";
import { bookingKeys } from "../keys";
import type { Undo } from "../steps/useUndo";

import styles from "../booking/Booking.module.css";

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
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const visitPlace = useVisitPlaceText();
  const { id: appointment, reason: before, services: planned } = view.appointment;
  const [reason, setReason] = useState(before);
  const [services, setServices] = useState(planned);
  const describe = useCommand("describe_appointment", { inPlace: true });
  const back = useCommand("describe_appointment");
  const failure = describe.error?.failure;
  const problem = fieldProblems(failure)["reason"];
  useKey(bookingKeys.send, () => form.current?.requestSubmit());
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
    <Dialog
      isOpen
      place="side"
      width={27}
      title={t("agenda.describe.title")}
      about={
        <>
          <PatientNames patient={view.patient} />
          <br />
          {visitPlace(view)}
        </>
      }
      onClose={onClose}
      actions={
        <Button look="primary" type="submit" form={id} keys={bookingKeys.send.keys}>
          {t("agenda.describe.submit")}
        </Button>
      }
    >
      <div data-scope="booking">
        <Form
          id={id}
          ref={form}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
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
        </Form>
      </div>
    </Dialog>
  );
}
