import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";

import styles from "./Account.module.css";

interface CodesDialogProps {
  codes: readonly string[];
  onDone: () => void;
}

/**
 * The recovery codes, shown this one time. They are for paper: no clipboard, which every program of
 * the computer reads, and nothing but having written them down closes the sheet.
 */
export function CodesDialog({ codes, onDone }: CodesDialogProps) {
  const { t } = useTranslation();
  const [isWritten, setWritten] = useState(false);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width={34}
      title={t("account.factor.codesTitle")}
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
        <p>{t("account.factor.codesWhy")}</p>
        <ol className={styles.codes} dir="ltr">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
        <Checkbox value={isWritten} onChange={setWritten}>
          {t("account.factor.written")}
        </Checkbox>
      </div>
    </Dialog>
  );
}
