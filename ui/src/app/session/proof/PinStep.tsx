import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";

import { numberIn } from "./failureData";
import { ProofForm } from "./ProofForm";
import type { StepProps } from "./steps";
import { useProof } from "./useProof";

/** Back after a lock, in a shift that began here with the password. */
export function PinStep({ person, field, takesFocus, onAnswer, onStep }: StepProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const [pin, setPin] = useState("");
  const proof = useProof("return_by_pin", onAnswer, (failure) => {
    setPin("");
    if (failure.code === "pin_not_enough") onStep({ at: "password", because: failure });
    else field.current?.focus();
  });
  const { failure } = proof;
  const left = numberIn(failure, "tries_left");
  const said = failure && sentence(failure);
  const then =
    left === undefined || left === 0 ? said?.next : t("frame.signIn.triesLeft", { count: left });
  return (
    <ProofForm
      person={person}
      submit={t("frame.signIn.submit")}
      waits={proof.waits}
      isPending={proof.isPending}
      onSubmit={() => proof.send({ person: person.id, pin })}
      other={
        <Button look="quiet" onPress={() => onStep({ at: "password" })}>
          {t("frame.signIn.usePassword")}
        </Button>
      }
    >
      <div aria-live="assertive">
        <TextField
          ref={field}
          label={t("frame.signIn.pin")}
          type="password"
          inputMode="numeric"
          name="pin"
          autoComplete="off"
          autoFocus={takesFocus}
          value={pin}
          onChange={setPin}
          hint={t("frame.signIn.pinHint")}
          error={said && `${said.what} ${then}`}
        />
      </div>
    </ProofForm>
  );
}
