import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Kbd } from "@/components/Kbd";
import { useFormat } from "@/format/useFormat";
import type { WorkstationLine } from "@/ipc/generated/commands";

import { Incidents } from "./Incidents";
import { workstationsKeys } from "./keys";
import { standingOf } from "./standing";
import { StandingMark } from "./StandingMark";

import styles from "./Workstations.module.css";

interface WorkstationPanelProps {
  workstation: WorkstationLine;
  onRevoke: () => void;
}

/** One workstation beside the list: what the server knows of it, and what can be done. */
export function WorkstationPanel({ workstation, onRevoke }: WorkstationPanelProps) {
  const { t } = useTranslation();
  const { letters, name, state, handed_over, incidents } = workstation;
  return (
    <aside className={styles.panel} aria-label={t("workstations.called", { letters })}>
      <header className={styles.head}>
        <h2>
          <bdi>{letters}</bdi>
        </h2>
        <bdi className={styles.faint}>{name}</bdi>
      </header>
      <div>
        <StandingMark workstation={workstation} />
        <p className={styles.means}>{t(`workstations.means.${standingOf(workstation)}`)}</p>
      </div>
      <Known workstation={workstation} />
      {state === "active" || state === "revoked" ? (
        <div className={styles.acts}>
          <Button
            icon={<Unplug aria-hidden />}
            keys={workstationsKeys.revoke.keys}
            onPress={onRevoke}
          >
            {t(
              state === "active" ? "workstations.revoke.action" : "workstations.revoke.wipeAction",
            )}
            <span aria-hidden className={styles.key}>
              <Kbd keys={workstationsKeys.revoke.keys} />
            </span>
          </Button>
        </div>
      ) : (
        <p className={styles.faint}>{t(`workstations.whyNot.${state}`)}</p>
      )}
      <p className={styles.faint}>
        {handed_over > 0 ? t("workstations.handedOverNext") : t("workstations.waitsThere")}
      </p>
      {incidents.length > 0 && (
        <section aria-label={t("frame.incidents.title")}>
          <h3>{t("frame.incidents.title")}</h3>
          <p className={styles.means}>{t("workstations.incidents")}</p>
          <Incidents incidents={incidents} here={t("workstations.incidentThere")} />
        </section>
      )}
    </aside>
  );
}

function Known({ workstation }: { workstation: WorkstationLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { protocol, outdated, held, handed_over, wiped_at } = workstation;
  const facts: (readonly [string, ReactNode])[] = [
    [t("workstations.fact.joined"), format.instant(workstation.joined_at)],
    [t("workstations.fact.joinedWith"), t(`workstations.joinedWith.${workstation.joined_with}`)],
    [t("workstations.fact.heard"), format.instant(workstation.heard_at)],
    [
      t("workstations.fact.protocol"),
      protocol === undefined
        ? format.words.notKnown
        : outdated
          ? t("workstations.outdated", { protocol })
          : format.count(protocol),
    ],
    [t("workstations.fact.held"), t("workstations.held", { count: held })],
  ];
  if (handed_over > 0) {
    facts.push([t("workstations.fact.handedOver"), t("workstations.held", { count: handed_over })]);
  }
  if (workstation.state !== "active") {
    facts.push(
      [t("workstations.fact.revoked"), format.instant(workstation.revoked_at)],
      [
        t("workstations.fact.revokedBy"),
        <bdi key="by">{workstation.revoked_by ?? t("workstations.atServer")}</bdi>,
      ],
    );
  }
  if (wiped_at !== undefined) facts.push([t("workstations.fact.wiped"), format.instant(wiped_at)]);
  return <Facts facts={facts} />;
}
