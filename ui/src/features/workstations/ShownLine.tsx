import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { ForPaper } from "@/components/ForPaper";
import { useFormat } from "@/format/useFormat";
import type { WorkstationInvited } from "@/ipc/generated/commands";

import styles from "./Workstations.module.css";

interface ShownLineProps {
  invited: WorkstationInvited;
  onDone: () => void;
}

/**
 * What the new workstation joins with, shown this one time. Other than a recovery key it may be copied: it
 * admits once, within a day, and can be withdrawn.
 */
export function ShownLine({ invited: { line, address, until }, onDone }: ShownLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [copied, setCopied] = useState<"copied" | "notCopied" | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(line);
      setCopied("copied");
    } catch {
      setCopied("notCopied");
    }
  };
  return (
    <ForPaper
      title={t("workstations.invite.shown")}
      why={t("workstations.invite.shownWhy", { until: format.instant(until) })}
      written={t("workstations.invite.given")}
      onDone={onDone}
    >
      <dl className={styles.toType}>
        {address !== "" && (
          <>
            <dt>{t("workstations.invite.address")}</dt>
            <dd dir="ltr" data-selectable>
              {address}
            </dd>
          </>
        )}
        <dt>{t("workstations.invite.line")}</dt>
        <dd dir="ltr" data-selectable>
          <output aria-label={t("workstations.invite.line")}>{line}</output>
        </dd>
      </dl>
      <div className={styles.copy}>
        <Button icon={<Copy aria-hidden />} onPress={() => void copy()}>
          {t("workstations.invite.copy")}
        </Button>
        <span role="status">{copied && t(`workstations.invite.${copied}`)}</span>
      </div>
    </ForPaper>
  );
}
