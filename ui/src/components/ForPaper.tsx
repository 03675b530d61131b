import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./Button";
import { Checkbox } from "./Choice";
import { Dialog } from "./Dialog";

import styles from "./ForPaper.module.css";

interface ForPaperProps {
  title: string;
  /** What it is for, and that it is not shown again. */
  why: string;
  /** What somebody says who has written it down. */
  written: string;
  onDone: () => void;
  children: ReactNode;
}

/**
 * A secret that is shown this one time. It is for paper: of itself it offers no clipboard, which every
 * program of the computer reads, and nothing but having written it down closes the sheet.
 */
export function ForPaper({ title, why, written, onDone, children }: ForPaperProps) {
  const { t } = useTranslation();
  const [isWritten, setWritten] = useState(false);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width={34}
      title={title}
      onClose={() => undefined}
      actions={
        <Button
          look="primary"
          whyNot={isWritten ? undefined : t("controls.writtenFirst")}
          onPress={onDone}
        >
          {t("controls.done")}
        </Button>
      }
    >
      <div className={styles.shown}>
        <p>{why}</p>
        {children}
        <Checkbox value={isWritten} onChange={setWritten}>
          {written}
        </Checkbox>
      </div>
    </Dialog>
  );
}
