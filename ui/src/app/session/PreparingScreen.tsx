import { useTranslation } from "react-i18next";

import { Progress } from "@/components/Progress";
import { useFormat } from "@/format/useFormat";
import type { SessionView } from "@/ipc/generated/commands";

import { Entrance } from "./Entrance";

import styles from "./Entrance.module.css";

type Preparing = Extract<SessionView, { state: "preparing" }>;

/** The first copy of the records is on its way. */
export function PreparingScreen({ received, total, reachable }: Preparing) {
  const { t } = useTranslation();
  const format = useFormat();
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
      <Progress
        label={t("frame.preparing.title")}
        words={words}
        received={received}
        total={total}
      />
      <p className={styles.quiet} role="status">
        {reachable ? words : t("frame.preparing.unreachable")}
      </p>
    </Entrance>
  );
}
