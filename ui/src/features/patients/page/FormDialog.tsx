import { type ReactNode, useId, useRef } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { FailureNotice } from "@/failures/FailureNotice";
import type { Failure, PatientSummary } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";
import { PatientLine } from "@/patient/PatientLine";

import { patientsKeys } from "../keys";
import { useFocusWrong } from "../useFocusWrong";

import styles from "./FormDialog.module.css";

interface FormDialogProps {
  title: string;
  /** Whom it concerns: the form names the patient once more. */
  patient: PatientSummary;
  /** The verb on the button. */
  submit: string;
  onSubmit: () => void;
  /** Leaves; what was typed is kept. */
  onClose: () => void;
  onBlur?: () => void;
  /** Why the core refused; wrong fields are shown at the fields. */
  failure?: Failure | undefined;
  children: ReactNode;
  /** Beside the buttons. */
  aside?: ReactNode;
  /** Width in rem. */
  width?: number;
  place?: "middle" | "side";
}

/** A form about one patient, on a sheet: Ctrl+Enter saves, Escape leaves and keeps what was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, patient, submit, onSubmit, onClose, failure, children, aside, width, place } =
    props;
  const { t } = useTranslation();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, failure);
  useKey(patientsKeys.save, () => form.current?.requestSubmit());
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      about={<PatientLine patient={patient} />}
      {...(width !== undefined && { width })}
      {...(place !== undefined && { place })}
      actions={
        <>
          {aside && <div className={styles.aside}>{aside}</div>}
          <Button onPress={onClose}>{t("controls.cancel")}</Button>
          <Button look="primary" type="submit" form={id} keys={patientsKeys.save.keys}>
            {submit}
          </Button>
        </>
      }
    >
      <div role="presentation" data-scope="patients.form" onBlur={props.onBlur}>
        <Form
          ref={form}
          id={id}
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
          {children}
        </Form>
      </div>
    </Dialog>
  );
}
