import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import { type CommandFailed, call } from "@/ipc/call";
import type { OpenByRecovery, SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

interface RecoveryScreenProps {
  others: ReactNode;
  onAnswer: (view: SessionView) => void;
}

/** Opens the patient data with the recovery key, as it stands on paper. */
export function RecoveryScreen({ others, onAnswer }: RecoveryScreenProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const [code, setCode] = useState("");
  const open = useMutation<SessionView, CommandFailed, OpenByRecovery>({
    mutationFn: (request) => call("open_by_recovery", request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
  });
  const failed =
    open.error?.failure.code === "wrong_password"
      ? t("frame.recovery.wrong")
      : open.error && sentence(open.error.failure).what;
  return (
    <Entrance width={36}>
      <h1 className={styles.title}>{t("frame.recovery.title")}</h1>
      <p className={styles.about}>{t("frame.recovery.why")}</p>
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!open.isPending) open.mutate({ code });
        }}
      >
        <div aria-live="assertive">
          <TextField
            label={t("frame.recovery.label")}
            name="recovery-key"
            autoComplete="off"
            spellCheck="false"
            dir="ltr"
            autoFocus
            isRequired
            value={code}
            onChange={setCode}
            hint={t("frame.recovery.hint")}
            error={failed || undefined}
          />
        </div>
        <div className={styles.choices}>
          <Button
            type="submit"
            look="primary"
            whyNot={open.isPending ? t("frame.passphrase.working") : undefined}
          >
            {t("frame.passphrase.submit")}
          </Button>
          {others}
        </div>
      </Form>
    </Entrance>
  );
}
