import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { useDirectory } from "@/ipc/directory";

import type { VitalsSet } from "./signs";

import styles from "./Vitals.module.css";

/** Where a set came from: who typed it, which monitor showed it, or that it was imported. */
export function SourceText({ set }: { set: VitalsSet }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const by = set.recorded_by && directory?.person(set.recorded_by)?.display_name;
  const monitor = t("patients.vitals.monitor", { id: set.monitor ?? "" });
  const text = {
    typed: by ?? t("patients.vitals.typed"),
    monitor: by ? t("patients.allergies.byAt", { name: monitor, at: by }) : monitor,
    imported: t("patients.vitals.imported"),
  }[set.source];
  return (
    <span className={styles.source}>
      <bdi>{text}</bdi>
      {set.simulated && (
        <StatusPill tone="warning" icon={<FlaskConical aria-hidden />}>
          {t("patients.vitals.simulated")}
        </StatusPill>
      )}
    </span>
  );
}
