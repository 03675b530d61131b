import { type ReactNode, useRef } from "react";

import { FormSheet } from "@/components/FormSheet";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFocusWrong } from "@/failures/useFocusWrong";
import type { Failure, PatientSummary } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";
import { PatientLine } from "@/patient/PatientLine";

import { patientsKeys } from "../keys";

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
export function FormDialog({ patient, failure, children, aside, ...rest }: FormDialogProps) {
  const form = useRef<HTMLFormElement>(null);
  useFocusWrong(form, failure);
  useKey(patientsKeys.save, () => form.current?.requestSubmit());
  return (
    <FormSheet
      {...rest}
      about={<PatientLine patient={patient} />}
      scope="patients.form"
      keys={patientsKeys.save.keys}
      form={form}
      note={aside}
      hasCancel
    >
      {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      {children}
    </FormSheet>
  );
}
