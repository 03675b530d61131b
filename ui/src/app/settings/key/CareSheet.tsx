import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword, PasswordField } from "@/failures/PasswordField";
import type { Commands } from "@/ipc/generated/commands";
import { type Secret, useSecretCommand } from "@/ipc/useSecretCommand";

type Care = Extract<
  Secret,
  "make_recovery_key" | "change_passphrase" | "ask_at_start" | "rotate_key"
>;

interface CareSheetProps<N extends Care> {
  command: N;
  title: string;
  about: string;
  submit: string;
  /** What is asked for beside the password. */
  request: Omit<Commands[N]["request"], "password">;
  onDone: (answer: Commands[N]["response"]) => void;
  onClose: () => void;
  /** Fields after the password; they are told what was refused of them. */
  fields?: (problem: string | undefined) => ReactNode;
}

/** Something done to this computer’s key, by somebody who gives their password for it. */
export function CareSheet<N extends Care>(props: CareSheetProps<N>) {
  const { command, title, about, submit, request, onDone, onClose, fields } = props;
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const care = useSecretCommand(command, onDone, ({ failure }) => {
    if (!isOfPassword(failure)) return;
    setPassword("");
    field.current?.focus();
  });
  const { failure } = care;
  const problem = failure?.code === "invalid_fields" ? problemOf(failure.data) : undefined;
  return (
    <FormSheet
      title={title}
      about={about}
      submit={submit}
      width={32}
      hasCancel
      whyNot={care.isPending ? t("account.password.working") : undefined}
      onSubmit={() => care.send({ ...request, password })}
      onClose={onClose}
    >
      {failure && problem === undefined && !isOfPassword(failure) && (
        <FailureNotice failure={failure} />
      )}
      <PasswordField
        ref={field}
        label={t("account.pin.password")}
        value={password}
        onChange={setPassword}
        failure={failure}
      />
      {fields?.(problem)}
    </FormSheet>
  );
}

/** What is wrong with the passphrase, as the core says it. */
function problemOf(data: unknown): string | undefined {
  const fields = data !== null && typeof data === "object" && "fields" in data && data.fields;
  const said = fields && typeof fields === "object" && "passphrase" in fields && fields.passphrase;
  return typeof said === "string" ? said : undefined;
}
