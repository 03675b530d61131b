import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { RadioGroup } from "@/components/Choice";
import { FormSheet } from "@/components/FormSheet";
import { Notice } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import { useSentence } from "@/failures/useSentence";
import type {
  EmergencyAccessId,
  EmergencyReason,
  Failure,
  PatientId,
} from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useSecretCommand } from "@/ipc/useSecretCommand";
import { uuid7 } from "@/ipc/uuid7";

const reasons = [
  "care_emergency",
  "covering",
  "patient_request",
  "other",
] as const satisfies EmergencyReason[];
const consequences = ["hour", "written", "paper", "review"] as const;

/** Whether the field of the password or PIN says what went wrong. */
const isOfProof = ({ code }: Failure): boolean =>
  code === "wrong_password" ||
  code === "too_many_attempts" ||
  code === "wrong_pin" ||
  code === "pin_not_enough";

/** Asks why somebody opens a restricted record, and who they are; says plainly what follows. */
export function OpenSheet({ patient, onClose }: { patient: PatientId; onClose: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const hasPin = useQuery(query("account", {})).data?.pin_chosen ?? false;
  const [reason, setReason] = useState<EmergencyReason | null>(null);
  const [words, setWords] = useState("");
  const [secret, setSecret] = useState("");
  const [prefersPassword, setPrefersPassword] = useState(false);
  // The same access, however often it is sent.
  const [id] = useState(() => uuid7<EmergencyAccessId>());
  const proof = useRef<HTMLInputElement>(null);
  const byPin = hasPin && !prefersPassword;
  const opening = useSecretCommand("open_in_emergency", onClose, ({ failure }) => {
    setSecret("");
    if (failure.code === "pin_not_enough") setPrefersPassword(true);
    if (isOfProof(failure)) proof.current?.focus();
  });
  const { failure } = opening;
  const said = failure && isOfProof(failure) ? sentence(failure) : undefined;
  const isWords = failure?.code === "invalid_fields";
  const send = (): void => {
    if (reason === null) return;
    opening.send({
      access: { id, patient, reason, words },
      ...(byPin ? { pin: secret } : { password: secret }),
    });
  };
  return (
    <FormSheet
      title={t("restricted.open.title")}
      about={t("restricted.open.about")}
      submit={t("restricted.open.submit")}
      look="danger"
      hasCancel
      width={36}
      whyNot={
        opening.isPending
          ? t("restricted.open.working")
          : reason === null
            ? t("problems.required")
            : undefined
      }
      onSubmit={send}
      onClose={onClose}
    >
      {failure && !said && !isWords && <FailureNotice failure={failure} />}
      <RadioGroup
        autoFocus
        label={t("restricted.open.reason")}
        isRequired
        options={reasons.map((one) => ({ id: one, name: t(`restricted.open.reasons.${one}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextField
        label={t("restricted.open.words")}
        lines={3}
        isRequired
        maxLength={500}
        value={words}
        onChange={setWords}
        hint={t("restricted.open.wordsHint")}
        error={isWords ? t("restricted.open.wordsWrong") : undefined}
      />
      <div aria-live="assertive">
        <TextField
          ref={proof}
          label={t(byPin ? "restricted.open.pin" : "restricted.open.password")}
          type="password"
          name={byPin ? "pin" : "password"}
          {...(byPin && { inputMode: "numeric" as const })}
          autoComplete={byPin ? "off" : "current-password"}
          isRequired
          value={secret}
          onChange={setSecret}
          hint={t("restricted.open.proofHint")}
          error={said && `${said.what} ${said.next}`}
        />
      </div>
      {hasPin && (
        <Button
          look="quiet"
          size="small"
          onPress={() => {
            setSecret("");
            setPrefersPassword(byPin);
          }}
        >
          {t(byPin ? "restricted.open.usePassword" : "restricted.open.usePin")}
        </Button>
      )}
      <Notice tone="warning" title={t("restricted.open.what")}>
        <ul>
          {consequences.map((one) => (
            <li key={one}>{t(`restricted.open.whatItems.${one}`)}</li>
          ))}
        </ul>
      </Notice>
    </FormSheet>
  );
}
