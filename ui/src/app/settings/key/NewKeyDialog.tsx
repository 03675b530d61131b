import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";

import { CareSheet } from "./CareSheet";

interface NewKeyDialogProps {
  needsPassphrase: boolean;
  onClose: () => void;
}

/** Has the patient data of this computer encrypted under another key. */
export function NewKeyDialog({ needsPassphrase, onClose }: NewKeyDialogProps) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  return (
    <CareSheet
      command="rotate_key"
      title={t("key.newKey.act")}
      about={t("key.newKey.why")}
      submit={t("key.newKey.submit")}
      request={needsPassphrase ? { passphrase } : {}}
      onDone={() => {
        say({ tone: "good", title: t("key.newKey.done"), detail: t("key.newKey.doneNext") });
        onClose();
      }}
      onClose={onClose}
      {...(needsPassphrase && {
        fields: (problem: string | undefined) => (
          <TextField
            label={t("frame.passphrase.label")}
            type="password"
            name="passphrase"
            autoComplete="current-password"
            isRequired
            value={passphrase}
            onChange={setPassphrase}
            error={problem && t("frame.passphrase.wrong")}
          />
        ),
      })}
    />
  );
}
