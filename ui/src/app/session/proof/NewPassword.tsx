import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import type { Failure } from "@/ipc/generated/commands";

import { numberIn, passwordProblemIn } from "./failureData";

interface NewPasswordProps {
  value: string;
  onChange: (password: string) => void;
  again: string;
  onAgain: (password: string) => void;
  /** The least length as far as it is known; a refusal says it anew. */
  lengthMin: number;
  failure: Failure | undefined;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/**
 * A password to be, twice. Length alone is asked for, and said while one types; whether it is taken
 * the core decides. Both fields can be pasted into, so that a password manager can fill them.
 */
export function NewPassword(props: NewPasswordProps) {
  const { value, onChange, again, onAgain, failure, autoFocus = false, ref } = props;
  const { t } = useTranslation();
  const least = numberIn(failure, "length_min") ?? props.lengthMin;
  const problem = passwordProblemIn(failure);
  const left = least - Array.from(value).length;
  const hint =
    value === ""
      ? t("account.password.least", { count: least })
      : left > 0
        ? t("account.password.left", { count: left })
        : t("account.password.enough");
  return (
    <>
      <div aria-live="assertive">
        <TextField
          {...(ref && { ref })}
          label={t("account.password.next")}
          type="password"
          name="new-password"
          autoComplete="new-password"
          isRequired
          autoFocus={autoFocus}
          value={value}
          onChange={onChange}
          hint={hint}
          error={
            problem &&
            (problem === "too_short"
              ? t("account.password.too_short", { count: least })
              : t(`account.password.${problem}`))
          }
        />
      </div>
      <TextField
        label={t("account.password.again")}
        type="password"
        name="new-password-again"
        autoComplete="new-password"
        isRequired
        value={again}
        onChange={onAgain}
        validate={(typed) => (typed === value ? null : t("account.password.differs"))}
      />
    </>
  );
}
