import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { TextField } from "@/components/TextField";
import { useSentence } from "@/failures/useSentence";
import { type CommandFailed, call } from "@/ipc/call";
import type { GivePassphrase, SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

/** Shortest passphrase that the core takes. */
const SHORTEST = 15;

interface PassphraseScreenProps {
  /** Nothing is encrypted yet: a passphrase is chosen, and typed twice. */
  first: boolean;
  /** Other ways in. */
  others?: ReactNode;
  onAnswer: (view: SessionView) => void;
}

/** Opens the patient data with a passphrase where no keyring answers. */
export function PassphraseScreen({ first, others, onAnswer }: PassphraseScreenProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const give = useMutation<SessionView, CommandFailed, GivePassphrase>({
    mutationFn: (request) => call("give_passphrase", request),
    meta: { inPlace: true },
    gcTime: 0,
    onSuccess: onAnswer,
    onError: () => setPassphrase(""),
  });
  const failed =
    give.error?.failure.code === "wrong_password"
      ? t("frame.passphrase.wrong")
      : give.error && sentence(give.error.failure).what;
  return (
    <Entrance width={36}>
      <h1 className={styles.title}>
        {t(first ? "frame.passphrase.firstTitle" : "frame.passphrase.title")}
      </h1>
      <p className={styles.about}>
        {t(first ? "frame.passphrase.firstWhy" : "frame.passphrase.why")}
      </p>
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          give.mutate({ passphrase });
        }}
      >
        <TextField
          label={t("frame.passphrase.label")}
          type="password"
          autoFocus
          isRequired
          autoComplete={first ? "new-password" : "current-password"}
          value={passphrase}
          onChange={setPassphrase}
          error={failed || undefined}
          hint={
            first ? t("frame.passphrase.rule", { count: SHORTEST }) : t("frame.passphrase.working")
          }
          validate={(text) =>
            first && text.length < SHORTEST ? t("frame.passphrase.rule", { count: SHORTEST }) : null
          }
        />
        {first && (
          <TextField
            label={t("frame.passphrase.again")}
            type="password"
            isRequired
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            validate={(text) => (text === passphrase ? null : t("frame.passphrase.differs"))}
          />
        )}
        <div className={styles.choices}>
          <Button
            type="submit"
            look="primary"
            whyNot={give.isPending ? t("frame.passphrase.working") : undefined}
          >
            {t(first ? "frame.passphrase.firstSubmit" : "frame.passphrase.submit")}
          </Button>
          {others}
        </div>
      </Form>
    </Entrance>
  );
}
