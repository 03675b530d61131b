import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword } from "@/failures/PasswordField";
import { useDirectory } from "@/ipc/directory";
import type { WorkstationInvited } from "@/ipc/generated/commands";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { isOfProof, noProof, ProofFields, proofOf } from "./ProofFields";

interface InviteSheetProps {
  onInvited: (invited: WorkstationInvited) => void;
  onClose: () => void;
}

/** Makes the line with which one workstation joins; it is shown next, this one time. */
export function InviteSheet({ onInvited, onClose }: InviteSheetProps) {
  const { t } = useTranslation();
  const facility = useDirectory()?.facility;
  const [proof, setProof] = useState(noProof);
  const password = useRef<HTMLInputElement>(null);
  const invite = useSecretCommand("invite_workstation", onInvited, ({ failure }) => {
    // A code is good once; the password may still be right.
    setProof((typed) => ({ password: isOfPassword(failure) ? "" : typed.password, code: "" }));
    if (isOfPassword(failure)) password.current?.focus();
  });
  const { failure } = invite;
  return (
    <FormSheet
      title={t("workstations.invite.title")}
      about={facility && t("workstations.invite.about", { facility: facility.name })}
      submit={t("workstations.invite.submit")}
      place="side"
      width={28}
      hasCancel
      whyNot={invite.isPending || !facility ? t("workstations.proof.working") : undefined}
      onSubmit={() => {
        if (facility) invite.send({ invite: { facility: facility.id }, proof: proofOf(proof) });
      }}
      onClose={onClose}
    >
      {failure && !isOfProof(failure) && <FailureNotice failure={failure} />}
      <p>{t("workstations.invite.why")}</p>
      <ProofFields proof={proof} onChange={setProof} failure={failure} password={password} />
    </FormSheet>
  );
}
