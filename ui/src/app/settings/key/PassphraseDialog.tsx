import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";

import { CareSheet } from "./CareSheet";

/** Shortest passphrase that the core takes. */
const SHORTEST = 15;

/** Chooses another passphrase for this computer. */
export function PassphraseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const rule = t("frame.passphrase.rule", { count: SHORTEST });
  return (
    <CareSheet
      command="change_passphrase"
      title={t("key.passphrase.act")}
      about={t("key.passphrase.why")}
      submit={t("key.passphrase.act")}
      request={{ passphrase }}
      onDone={() => {
        say({ tone: "good", title: t("key.passphrase.done") });
        onClose();
      }}
      onClose={onClose}
      fields={(problem) => (
        <>
          <TextField
            label={t("key.passphrase.next")}
            type="password"
            name="new-passphrase"
            autoComplete="new-password"
            isRequired
            value={passphrase}
            onChange={setPassphrase}
            hint={rule}
            error={problem && rule}
          />
          <TextField
            label={t("frame.passphrase.again")}
            type="password"
            name="new-passphrase-again"
            autoComplete="new-password"
            isRequired
            value={again}
            onChange={setAgain}
            validate={(typed) => (typed === passphrase ? null : t("frame.passphrase.differs"))}
          />
        </>
      )}
    />
  );
}
