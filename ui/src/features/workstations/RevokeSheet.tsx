import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Checkbox, RadioGroup } from "@/components/Choice";
import { FormSheet } from "@/components/FormSheet";
import { Notice } from "@/components/Notice";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword } from "@/failures/PasswordField";
import type { WorkstationLine } from "@/ipc/generated/commands";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { isOfProof, noProof, ProofFields, proofOf } from "./ProofFields";

import styles from "./Workstations.module.css";

type Fate = "keep" | "wipe";
const fates = ["keep", "wipe"] as const satisfies Fate[];

interface RevokeSheetProps {
  workstation: WorkstationLine;
  onClose: () => void;
}

/** Takes a workstation out. Says exactly what happens, and wants the password. */
export function RevokeSheet({ workstation, onClose }: RevokeSheetProps) {
  const { t } = useTranslation();
  const { id, letters, name, own, state } = workstation;
  // One that was taken out already can only be told to destroy what it holds.
  const [fate, setFate] = useState<Fate | null>(state === "active" ? null : "wipe");
  const [isMeant, setMeant] = useState(false);
  const [proof, setProof] = useState(noProof);
  const password = useRef<HTMLInputElement>(null);
  const isWiped = fate === "wipe";
  const revoke = useSecretCommand(
    "revoke_workstation",
    () => {
      const done = isWiped ? "workstations.revoke.doneWipe" : "workstations.revoke.done";
      say({ tone: "good", title: t(done, { letters }) });
      onClose();
    },
    ({ failure }) => {
      setProof((typed) => ({ password: isOfPassword(failure) ? "" : typed.password, code: "" }));
      if (isOfPassword(failure)) password.current?.focus();
    },
  );
  const { failure } = revoke;
  return (
    <FormSheet
      title={t("workstations.revoke.title", { letters })}
      about={<bdi>{name}</bdi>}
      submit={t(isWiped ? "workstations.revoke.submitWipe" : "workstations.revoke.submit")}
      look="danger"
      place="side"
      width={30}
      hasCancel
      whyNot={
        revoke.isPending
          ? t("workstations.proof.working")
          : fate === null
            ? t("workstations.revoke.chooseFirst")
            : own && !isMeant
              ? t("workstations.revoke.thisOneFirst")
              : undefined
      }
      onSubmit={() =>
        revoke.send({
          revoke: { workstation: id, wipe: isWiped, this_one: own && isMeant },
          proof: proofOf(proof),
        })
      }
      onClose={onClose}
    >
      {failure && !isOfProof(failure) && <FailureNotice failure={failure} />}
      {state === "active" && (
        <RadioGroup
          autoFocus
          label={t("workstations.revoke.how")}
          isRequired
          options={fates.map((one) => ({
            id: one,
            name: t(`workstations.revoke.${one}`),
            hint: t(`workstations.revoke.${one}Hint`),
          }))}
          value={fate}
          onChange={setFate}
        />
      )}
      {fate && <Steps workstation={workstation} fate={fate} />}
      {own && (
        <Checkbox value={isMeant} onChange={setMeant} hint={t("workstations.revoke.thisOneHint")}>
          {t("workstations.revoke.thisOne")}
        </Checkbox>
      )}
      <ProofFields
        proof={proof}
        onChange={setProof}
        failure={failure}
        password={password}
        isLater={state === "active"}
      />
    </FormSheet>
  );
}

/** What happens, in its order. */
function Steps({ workstation, fate }: { workstation: WorkstationLine; fate: Fate }) {
  const { t } = useTranslation();
  const { state, locks_in_days } = workstation;
  return (
    <Notice tone={fate === "wipe" ? "warning" : "info"} title={t("workstations.revoke.what")}>
      <ul className={styles.steps}>
        {state === "active" && <li>{t("workstations.revoke.steps.shares")}</li>}
        {fate === "keep" ? (
          <li>{t("workstations.revoke.steps.stays")}</li>
        ) : (
          <>
            <li>{t("workstations.revoke.steps.handsOver")}</li>
            <li>{t("workstations.revoke.steps.destroys")}</li>
          </>
        )}
        {state === "active" && locks_in_days !== undefined && locks_in_days > 0 && (
          <li>{t("workstations.revoke.steps.until", { count: locks_in_days })}</li>
        )}
      </ul>
    </Notice>
  );
}
