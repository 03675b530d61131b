import { type ReactNode, useId, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./TextField";

import styles from "./ReasonDialog.module.css";

interface ReasonDialogProps {
  title: string;
  /** Whom and what it concerns. */
  about: ReactNode;
  /** What follows from it. */
  children: ReactNode;
  label: string;
  /** Reasons often given, put into the field by a press. */
  usual: readonly string[];
  /** The verb. */
  submit: string;
  /** The way out, which is the default. */
  keep: string;
  /** Does it; what it rejects with has been told of by `problem`. */
  /** Fields before the reason, the first of which takes the focus. */
  fields?: ReactNode;
  /** Whether those fields still miss something. */
  isMissing?: boolean;
  /** How the verb looks; something that takes nothing away is no danger. */
  look?: "danger" | "primary";
  onSubmit: (reason: string) => void;
  onClose: () => void;
  /** What the core found wrong with the reason. */
  error?: string | undefined;
  /** Another failure, said in the dialog. */
  problem?: ReactNode;
  isSending?: boolean;
}

/** Asks why before something is taken away. Enter in the field does it only once a reason stands there. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, about, children, label, usual, submit, keep, onSubmit, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const form = useId();
  const isEmpty = reason.trim() === "" || (props.isMissing ?? false);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={title}
      about={about}
      actions={
        <>
          <Button onPress={onClose} keys="Escape">
            {keep}
          </Button>
          <Button
            look={props.look ?? "danger"}
            type="submit"
            form={form}
            whyNot={isEmpty ? t("problems.required") : undefined}
          >
            {submit}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty && !props.isSending) onSubmit(reason.trim());
        }}
      >
        {props.fields}
        <TextField
          label={label}
          value={reason}
          onChange={setReason}
          autoFocus={!props.fields}
          error={props.error}
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        />
        <div className={styles.usual}>
          {usual.map((text) => (
            <Button key={text} size="small" isOn={reason === text} onPress={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
        <p className={styles.note}>{children}</p>
        {props.problem}
      </Form>
    </Dialog>
  );
}
