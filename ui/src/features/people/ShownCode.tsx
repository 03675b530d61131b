import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { useFormat } from "@/format/useFormat";

import type { Admission } from "./useAdmission";

import styles from "./People.module.css";

/** The code that admits once, shown this one time: neither Escape nor a second Enter takes it away. */
export function ShownCode({ admission, onDone }: { admission: Admission; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { code, until, name } = admission;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width={34}
      onClose={() => undefined}
      title={t("people.code.title", { name })}
      actions={
        <Button look="primary" onPress={onDone}>
          {t("people.code.done")}
        </Button>
      }
    >
      <div className={styles.shown}>
        <output className={styles.code} aria-label={t("people.code.label")} dir="ltr">
          {code}
        </output>
        <p className={styles.give}>
          {t("people.code.give", { name, until: format.instant(until) })}
        </p>
        <p>{t("people.code.how")}</p>
        <p className={styles.faint}>{t("people.code.once")}</p>
      </div>
    </Dialog>
  );
}
