import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";

import { useSession } from "../session/SessionContext";
import { useIdleLock } from "../session/useIdleLock";

import styles from "./IdleStrip.module.css";

/** Locks a window that nobody touches, and says so fifteen seconds before. Any key or touch stays. */
export function IdleStrip() {
  const { t } = useTranslation();
  const { lock_after_minutes, lock } = useSession();
  const { left, stay } = useIdleLock(lock_after_minutes, lock);
  if (left === null) return null;
  return (
    // Above sheets, which would otherwise keep a screen reader from hearing it.
    <div className={styles.strip} data-react-aria-top-layer>
      <Timer aria-hidden />
      {/* Said once; a clock that is read out every second talks over everything. */}
      <span className="visually-hidden" role="alert">
        {t("frame.idle.soon")}
      </span>
      <span aria-hidden>{t("frame.idle.left", { count: left })}</span>
      <Button onPress={stay}>{t("frame.idle.stay")}</Button>
    </div>
  );
}
