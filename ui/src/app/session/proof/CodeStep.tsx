import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { useSentence } from "@/failures/useSentence";

import { CodeField } from "./CodeField";
import { ProofForm } from "./ProofForm";
import type { StepProps } from "./steps";
import { useProof } from "./useProof";

import styles from "../Entrance.module.css";

/** The second factor, once the password was right. */
export function CodeStep(props: StepProps & { password: string }) {
  const { person, field, onAnswer, onStep, password } = props;
  const { t } = useTranslation();
  const sentence = useSentence();
  const [code, setCode] = useState("");
  const proof = useProof("sign_in", onAnswer, (failure) => {
    setCode("");
    // Whoever was given another password meanwhile begins again.
    if (failure.code === "wrong_password") onStep({ at: "password", because: failure });
    else field.current?.focus();
  });
  const said = proof.failure && sentence(proof.failure);
  return (
    <ProofForm
      person={person}
      submit={t("frame.signIn.submit")}
      waits={proof.waits}
      isPending={proof.isPending}
      onSubmit={() => proof.send({ person: person.id, password, code })}
      other={
        <Button look="quiet" onPress={() => onStep({ at: "password" })}>
          {t("frame.signIn.back")}
        </Button>
      }
    >
      <p className={styles.why} role="status">
        {t("frame.signIn.codeWhy")}
      </p>
      <CodeField
        ref={field}
        value={code}
        onChange={setCode}
        error={said && `${said.what} ${said.next}`}
      />
    </ProofForm>
  );
}
