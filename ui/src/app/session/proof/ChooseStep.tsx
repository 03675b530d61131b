import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useSentence } from "@/failures/useSentence";

import { CodeField } from "./CodeField";
import { NewPassword } from "./NewPassword";
import { ProofForm } from "./ProofForm";
import type { StepProps } from "./steps";
import { useProof } from "./useProof";

import styles from "../Entrance.module.css";

/** NIST SP 800-63B-4, 3.1.1: where the password stands alone. The core says when it is another. */
const LENGTH_MIN = 15;

/** The code that admits once was right: a password is chosen in its place. */
export function ChooseStep(props: StepProps & { activation: string }) {
  const { person, field, onAnswer, onStep, activation } = props;
  const { t } = useTranslation();
  const sentence = useSentence();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const second = useRef<HTMLInputElement>(null);
  const proof = useProof("activate", onAnswer, (failure) => {
    // A code of the app is good once, also where the password was not taken with it.
    setCode("");
    switch (failure.code) {
      case "second_factor_needed":
        setNeedsCode(true);
        break;
      case "wrong_code":
        second.current?.focus();
        break;
      case "wrong_password":
      case "activation_expired":
        onStep({ at: "password", because: failure });
        break;
      // oxlint-disable-next-line typescript/switch-exhaustiveness-check
      default:
        field.current?.focus();
    }
  });
  const { failure } = proof;
  const said = failure && sentence(failure);
  const isOfCode = failure?.code === "wrong_code";
  const isShown =
    isOfCode || failure?.code === "password_not_taken" || failure?.code === "second_factor_needed";
  return (
    <ProofForm
      person={person}
      submit={t("frame.signIn.chooseSubmit")}
      waits={proof.waits}
      isPending={proof.isPending}
      onSubmit={() =>
        proof.send({ person: person.id, activation, password, ...(needsCode && { code }) })
      }
      other={
        <Button look="quiet" onPress={() => onStep({ at: "password" })}>
          {t("frame.signIn.back")}
        </Button>
      }
    >
      <p className={styles.why} role="status">
        {t("frame.signIn.chooseWhy")}
      </p>
      {said && !isShown && (
        <Notice tone="danger" title={said.what}>
          {said.next}
        </Notice>
      )}
      <NewPassword
        ref={field}
        autoFocus
        value={password}
        onChange={setPassword}
        again={again}
        onAgain={setAgain}
        lengthMin={LENGTH_MIN}
        failure={failure}
      />
      {needsCode && (
        <CodeField
          ref={second}
          value={code}
          onChange={setCode}
          hint={failure?.code === "password_not_taken" ? t("frame.signIn.codeNext") : undefined}
          error={isOfCode ? `${said?.what} ${said?.next}` : undefined}
        />
      )}
    </ProofForm>
  );
}
