import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { MonitorView } from "@/ipc/generated/commands";

import styles from "./Messages.module.css";

/** What became of the monitor's messages: nothing that could not be used is passed over in silence. */
export function Messages({ view }: { view: MonitorView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section aria-labelledby="bed-messages" className={styles.messages}>
      <h2 id="bed-messages">{t("ward.messages.title")}</h2>
      <dl className={styles.counts}>
        {view.counters.map(({ class: kind, count }) => (
          <div key={kind} data-bad={(kind !== "valid" && count > 0) || undefined}>
            <dt>{t(`ward.messages.class.${kind}`)}</dt>
            <dd>{format.count(count)}</dd>
          </div>
        ))}
        <div data-bad={view.missing > 0 || undefined}>
          <dt>{t("ward.messages.missing")}</dt>
          <dd>{format.count(view.missing)}</dd>
        </div>
      </dl>
    </section>
  );
}
