import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
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
  return <ShownKey code={code} onDone={done} />;
}

/** For paper: no clipboard, which every program of the computer reads, and nothing but having written it down closes it. */
function ShownKey({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [isWritten, setWritten] = useState(false);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width={34}
      title={t("key.recovery.shown")}
      onClose={() => undefined}
      actions={
        <Button
          look="primary"
          whyNot={isWritten ? undefined : t("account.factor.writtenFirst")}
          onPress={onDone}
        >
          {t("account.factor.finish")}
        </Button>
      }
    >
      <div className={styles.shown}>
        <p>{t("key.recovery.shownWhy")}</p>
        <output className={styles.key} aria-label={t("key.recovery.title")} dir="ltr">
          {code.split("-").map((group) => (
            <span key={group}>{group}</span>
          ))}
        </output>
        <Checkbox value={isWritten} onChange={setWritten}>
          {t("key.recovery.written")}
        </Checkbox>
      </div>
    </Dialog>
  );
}
