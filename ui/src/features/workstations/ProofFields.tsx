import { useQuery } from "@tanstack/react-query";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import { isOfPassword, PasswordField } from "@/failures/PasswordField";
import { useSentence } from "@/failures/useSentence";
import type { Failure, FreshProof } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** What is typed to prove anew who one is. */
export interface Proof {
  password: string;
  code: string;
}

export const noProof: Proof = { password: "", code: "" };

/** The proof as it is sent. */
export const proofOf = ({ password, code }: Proof): FreshProof => ({
  password,
  ...(code.trim() !== "" && { code }),
});

/** Whether the code is what went wrong. */
const isOfCode = (failure: Failure | undefined): boolean =>
  failure?.code === "wrong_code" || failure?.code === "second_factor_needed";

/** Whether the fields of the proof say what went wrong. */
export const isOfProof = (failure: Failure | undefined): boolean =>
  isOfPassword(failure) || isOfCode(failure);

interface ProofFieldsProps {
  proof: Proof;
  onChange: (proof: Proof) => void;
  failure: Failure | undefined;
  password: Ref<HTMLInputElement>;
  /** Whether something is asked before it. */
  isLater?: boolean;
}

/** The password anew, and a code for who has a second factor: the server wants to see both just now. */
export function ProofFields(props: ProofFieldsProps) {
  const { proof, onChange, failure, password, isLater = false } = props;
  const { t } = useTranslation();
  const sentence = useSentence();
  const { data: account } = useQuery(query("account", {}));
  const hasFactor = account?.second_factor_since !== undefined || isOfCode(failure);
  const said = failure && isOfCode(failure) ? sentence(failure) : undefined;
  return (
    <>
      <PasswordField
        ref={password}
        label={t("account.pin.password")}
        value={proof.password}
        onChange={(typed) => onChange({ ...proof, password: typed })}
        failure={failure}
        autoFocus={!isLater}
      />
      {hasFactor && (
        <div aria-live="assertive">
          <TextField
            label={t("workstations.proof.code")}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            isRequired
            value={proof.code}
            onChange={(code) => onChange({ ...proof, code })}
            hint={t("workstations.proof.codeHint")}
            error={said && `${said.what} ${said.next}`}
          />
        </div>
      )}
    </>
  );
}
