import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import type { Failure } from "@/ipc/generated/commands";

import { useSentence } from "./useSentence";

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
  failure: Failure | undefined;
  hint?: string;
  /** Whether it takes the focus: it does where it is the first field. */
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** The password of whoever is signed in, because somebody else may stand at their window. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, failure, hint, autoFocus = true, ref } = props;
  const { t } = useTranslation();
  const sentence = useSentence();
  const said = failure && isOfPassword(failure) ? sentence(failure) : undefined;
  return (
    <div aria-live="assertive">
      <TextField
        {...(ref && { ref })}
        label={label}
        type="password"
        name="password"
        autoComplete="current-password"
        isRequired
        autoFocus={autoFocus}
        value={value}
        onChange={onChange}
        hint={hint ?? t("account.pin.passwordHint")}
        error={said && `${said.what} ${said.next}`}
      />
    </div>
  );
}

/** Whether the field beside it says what went wrong. */
export const isOfPassword = (failure: Failure | undefined): boolean =>
  failure?.code === "wrong_password" || failure?.code === "too_many_attempts";
