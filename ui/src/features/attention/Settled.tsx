import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { Attention } from "@/ipc/generated/commands";
import { useFieldText } from "@/patient/useFieldText";

import styles from "./Attention.module.css";

/** How it ended, by whom and when. */
export function Settled({ item }: { item: Attention }) {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const { value } = useFieldText();
  const { settlement, settled_by, settled_at } = item;
  const field = "conflict" in item ? item.conflict.field : "";
  const by = settled_by && directory?.person(settled_by)?.display_name;
  return (
    <p className={styles.settled}>
      <CircleCheck aria-hidden />
      <span>
        {/* What was chosen may be a name. */}
        <bdi data-identity={settlement?.kind === "chosen" || undefined}>
          {settlement?.kind === "discarded" &&
            ("duplicate" in item
              ? `${t("attention.duplicate.submit")}: ${settlement.reason}`
              : t("attention.settledDiscarded", { reason: settlement.reason }))}
          {settlement?.kind === "rebooked" && t("attention.settledRebooked")}
          {settlement?.kind === "chosen" &&
            t("attention.settledChosen", {
              value: value(field, settlement.value),
              reason: settlement.reason,
            })}
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
