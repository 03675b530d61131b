import { Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { MonitorView } from "@/ipc/generated/commands";

import styles from "./Silence.module.css";

/** Stands in the place of waves that do not come: silence, since when, and what to do. */
export function Silence({ view }: { view: MonitorView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.silence}>
      <div className={styles.words}>
        <strong>
          <Unplug aria-hidden />
          {view.heard_at
            ? t("ward.state.silentSince", { time: format.clock(view.heard_at) })
            : t("ward.state.neverHeard")}
        </strong>
        <p>
          {view.online === false && `${t("ward.state.gone")} `}
          {view.heard_at ? t("ward.state.silent") : t("ward.state.unheard")}
        </p>
        {view.simulated && <span className={styles.simulated}>{t("ward.simulated")}</span>}
      </div>
    </div>
  );
}
