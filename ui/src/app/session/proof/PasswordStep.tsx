import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import type { Failure } from "@/ipc/generated/commands";

import { ProofForm } from "./ProofForm";
import type { StepProps } from "./steps";
import { useProof } from "./useProof";

interface PasswordStepProps extends StepProps {
  demo: boolean;
  because: Failure | undefined;
}

/** The password; or the code that an administrator gave, which is typed into the same field. */
export function PasswordStep(props: PasswordStepProps) {
  const { person, field, takesFocus, onAnswer, onStep, demo, because } = props;
  const { t } = useTranslation();
  const sentence = useSentence();
  const [password, setPassword] = useState("");
  const proof = useProof("sign_in", onAnswer, (failure) => {
    setPassword("");
    if (failure.code === "second_factor_needed") onStep({ at: "code", password });
    else if (failure.code === "password_to_be_chosen")
      onStep({ at: "choose", activation: password });
    else field.current?.focus();
  });
  const said = proof.failure && sentence(proof.failure);
  const why = because && !said && sentence(because);
  return (
    <ProofForm
      person={person}
      submit={t("frame.signIn.submit")}
      waits={proof.waits}
      isPending={proof.isPending}
      onSubmit={() => proof.send({ person: person.id, password })}
    >
      {why && (
        <Notice tone="warning" title={why.what}>
          {why.next}
        </Notice>
      )}
      <div aria-live="assertive">
        <TextField
          ref={field}
          label={t("frame.signIn.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          autoFocus={takesFocus}
          value={password}
          onChange={setPassword}
          error={said && `${said.what} ${said.next}`}
          hint={demo && t("frame.signIn.demo")}
        />
      </div>
    </ProofForm>
  );
}
