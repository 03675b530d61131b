import { Ban, CircleCheck, CircleSlash, Clock, Eraser, Hourglass, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";

import { type PillTone, StatusPill } from "@/components/StatusPill";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { WorkstationLine } from "@/ipc/generated/commands";

import { type Standing, standingOf } from "./standing";

import styles from "./Workstations.module.css";

const looks: Record<Standing, { tone: PillTone; icon: typeof Clock }> = {
  heard: { tone: "good", icon: CircleCheck },
  never: { tone: "neutral", icon: CircleSlash },
  silent: { tone: "warning", icon: WifiOff },
  locked: { tone: "danger", icon: Clock },
  revoked: { tone: "neutral", icon: Ban },
  to_be_wiped: { tone: "warning", icon: Hourglass },
  wiped: { tone: "neutral", icon: Eraser },
};

/** How a workstation stands: when it was heard, when it locks, whether it may share at all. */
export function StandingMark({ workstation }: { workstation: WorkstationLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const standing = standingOf(workstation);
  const { tone, icon: Icon } = looks[standing];
  const { heard_at, silent_days = 0, locks_in_days = 0 } = workstation;
  const isSilent = standing === "silent" || standing === "locked";
  const words = isSilent
    ? t("workstations.standing.silent", { count: silent_days })
    : t(`workstations.standing.${standing}`, {
        ago: heard_at === undefined ? "" : format.ago(heard_at, now),
      });
  return (
    <span className={styles.standing}>
      <StatusPill tone={tone} icon={<Icon aria-hidden />}>
        {words}
      </StatusPill>
      {isSilent && (
        <span className={styles.small}>{t("workstations.locksIn", { count: locks_in_days })}</span>
      )}
    </span>
  );
}
