import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ForPaper } from "@/components/ForPaper";
import { say } from "@/components/toasts";

import { CareSheet } from "./CareSheet";

import styles from "../account/Account.module.css";

/** Makes a recovery key, and shows it this one time. */
export function RecoveryDialog({ isAnew, onClose }: { isAnew: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState<string | null>(null);
  if (code === null) {
    return (
      <CareSheet
        command="make_recovery_key"
        title={t(isAnew ? "key.recovery.makeAnew" : "key.recovery.make")}
        about={t(isAnew ? "key.recovery.whyAnew" : "key.recovery.why")}
        submit={t("key.recovery.submit")}
        request={{}}
        onDone={(made) => setCode(made.code)}
        onClose={onClose}
      />
    );
  }
  const done = (): void => {
    say({ tone: "good", title: t("key.recovery.done") });
    onClose();
  };
  return (
    <ForPaper
      title={t("key.recovery.shown")}
      why={t("key.recovery.shownWhy")}
      written={t("key.recovery.written")}
      onDone={done}
    >
      <output className={styles.key} aria-label={t("key.recovery.title")} dir="ltr">
        {code.split("-").map((group) => (
          <span key={group}>{group}</span>
        ))}
      </output>
    </ForPaper>
  );
}
