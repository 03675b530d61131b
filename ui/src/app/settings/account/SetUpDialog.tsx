import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { TextField } from "@/components/TextField";
import { FailureNotice } from "@/failures/FailureNotice";
import type { SecondFactorOffer } from "@/ipc/generated/commands";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import styles from "./Account.module.css";

interface SetUpDialogProps {
  offer: SecondFactorOffer;
  onConfirmed: (codes: readonly string[]) => void;
  onClose: () => void;
}

/** `ABCD EFGH …`: as people read a secret out and type it. */
const grouped = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** The secret goes into the app, and the app shows that it has it. Until then nothing is in force. */
export function SetUpDialog({ offer, onConfirmed, onClose }: SetUpDialogProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const confirm = useSecretCommand(
    "confirm_second_factor",
    ({ codes }) => onConfirmed(codes),
    () => {
      setCode("");
      field.current?.focus();
    },
  );
  const { failure } = confirm;
  const isWrong = failure?.code === "wrong_code";
  return (
    <FormSheet
      title={t("account.factor.setUpTitle")}
      submit={t("account.factor.confirmSubmit")}
      width={34}
      hasCancel
      onSubmit={() => confirm.send({ code })}
      onClose={onClose}
    >
      {failure && !isWrong && <FailureNotice failure={failure} />}
      <div className={styles.offer}>
        {/* A picture and no markup of ours: nothing in it can act. */}
        <img
          className={styles.picture}
          src={`data:image/svg+xml,${encodeURIComponent(offer.drawing)}`}
          alt={t("account.factor.picture")}
        />
        <div className={styles.words}>
          <p>{t("account.factor.scan")}</p>
          <p className={styles.faint}>{t("account.factor.type")}</p>
          <bdi className={styles.secret} dir="ltr">
            {grouped(offer.secret)}
          </bdi>
        </div>
      </div>
      <div aria-live="assertive">
        <TextField
          ref={field}
          label={t("account.factor.confirm")}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
          isRequired
          autoFocus
          value={code}
          onChange={setCode}
          hint={t("account.factor.confirmHint")}
          error={isWrong ? t("account.factor.wrongCode") : undefined}
        />
      </div>
    </FormSheet>
  );
}
