import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";

interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** Six digits of the app, or the letters and digits of a code from paper. */
export function CodeField({ hint, autoFocus = true, ref, ...rest }: CodeFieldProps) {
  const { t } = useTranslation();
  return (
    <div aria-live="assertive">
      <TextField
        {...rest}
        {...(ref && { ref })}
        label={t("frame.signIn.code")}
        name="code"
        autoComplete="one-time-code"
        spellCheck="false"
        dir="ltr"
        isRequired
        autoFocus={autoFocus}
        hint={hint ?? t("frame.signIn.codeHint")}
      />
    </div>
  );
}
