import { ProgressBar } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

type Preparing = Extract<SessionView, { state: "preparing" }>;

/** The first copy of the records is on its way. */
export function PreparingScreen({ received, total, reachable }: Preparing) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = total ? Math.min(100, (received / total) * 100) : 0;
  const words = total
    ? t("frame.preparing.progress", {
        received: format.count(received),
        total: format.count(total),
      })
    : t("frame.preparing.received", { received: format.count(received) });
  return (
    <Entrance width={36}>
      <h1 className={styles.title}>{t("frame.preparing.title")}</h1>
      <p className={styles.about}>{t("frame.preparing.why")}</p>
      <ProgressBar
        aria-label={t("frame.preparing.title")}
        value={done}
        isIndeterminate={!total}
        valueLabel={words}
      >
        <div className={styles.bar}>
          <div style={{ inlineSize: `${done}%` }} />
        </div>
      </ProgressBar>
      <p className={styles.quiet} role="status">
        {reachable ? words : t("frame.preparing.unreachable")}
      </p>
    </Entrance>
  );
}
