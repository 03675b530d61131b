import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { Takings as Taken } from "@/ipc/generated/commands";

import styles from "./Takings.module.css";

/** What came in today, by method, in one line. */
export function Takings({ takings }: { takings: readonly Taken[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={styles.line}>
      <h2 className={styles.title}>{t("billing.takings.title")}</h2>
      <dl className={styles.takings}>
        {takings.map(({ method, amount }) => (
          <div key={method} className={styles.taken}>
            <dt>{t(`billing.method.${method}`)}</dt>
            <dd>
              <bdi>{format.money(amount)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
