import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { Attention } from "@/ipc/generated/commands";

import styles from "./Attention.module.css";

/** How it ended, by whom and when. */
export function Settled({ item }: { item: Attention }) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const { settlement, settled_by, settled_at } = item;
  const by = settled_by && directory?.person(settled_by)?.display_name;
  return (
    <p className={styles.settled}>
      <CircleCheck aria-hidden />
      <span>
        <bdi>
          {settlement?.kind === "discarded"
            ? t("attention.settledDiscarded", { reason: settlement.reason })
            : t("attention.settledRebooked")}
        </bdi>
        <span className={styles.by}>
          {t("attention.settledBy", {
            name: by ?? t("attention.somebody"),
            when: format.instant(settled_at),
          })}
        </span>
      </span>
    </p>
  );
}
