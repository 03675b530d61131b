import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import type { Failure } from "@/ipc/generated/commands";

import { isOfProof, type OnceMore } from "./useOnceMore";

interface OnceMoreFieldProps {
  of: OnceMore;
  failure: Failure | undefined;
  ref: Ref<HTMLInputElement>;
}

/** The password, or the PIN where there is one, because somebody else may stand at the window. */
export function OnceMoreField({ of, failure, ref }: OnceMoreFieldProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { byPin } = of;
  const said = failure && isOfProof(failure) ? sentence(failure) : undefined;
  return (
    <>
      <div aria-live="assertive">
        <TextField
          ref={ref}
          label={t(byPin ? "account.provider.pin" : "account.pin.password")}
          type="password"
          name={byPin ? "pin" : "password"}
          {...(byPin && { inputMode: "numeric" as const })}
          autoComplete={byPin ? "off" : "current-password"}
          isRequired
          autoFocus
          value={of.secret}
          onChange={of.setSecret}
          hint={t("account.pin.passwordHint")}
          error={said && `${said.what} ${said.next}`}
        />
      </div>
      {of.hasPin && (
        <Button look="quiet" size="small" onPress={of.turn}>
          {t(byPin ? "account.provider.usePassword" : "account.provider.usePin")}
        </Button>
      )}
    </>
  );
}
