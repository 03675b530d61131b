import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { standingOf } from "@/features/workstations/standing";
import type { WorkstationLine } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { useMay } from "../session/SessionContext";

import styles from "./TodayPage.module.css";

/** Differences this old were seen before. */
const INCIDENT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What an administrator should look at, each a step away from where it is looked at. */
export function ForAdministrator() {
  const { t } = useTranslation();
  const { data: sync } = useQuery(query("sync_status", {}));
  const { data: emergencies } = useQuery({
    ...query("emergency_access_list", {}),
    enabled: useMay("review_emergency_access"),
  });
  const { data: known } = useQuery({
    ...query("workstation_list", {}),
    enabled: useMay("manage_workstations"),
  });
  const workstations = known?.workstations ?? [];
  const silent = workstations.filter(isSilent);
  const differed = workstations.filter(hasDiffered);
  const waiting = emergencies?.waiting ?? 0;
  const open = sync?.attention ?? 0;
  const letters = (of: readonly WorkstationLine[]): string =>
    of.map((one) => one.letters).join(", ");
  const all: ReactNode[] = [];
  if (waiting > 0) {
    all.push(
      <Link to="/audit" search={{ show: "emergency" }}>
        {t("frame.today.emergencies", { count: waiting })}
      </Link>,
    );
  }
  if (open > 0) {
    all.push(<Link to="/attention">{t("frame.today.attention", { count: open })}</Link>);
  }
  if (silent.length > 0) {
    all.push(
      <Link to="/workstations">
        {t("frame.today.silent", { count: silent.length, letters: letters(silent) })}
      </Link>,
    );
  }
  if (differed.length > 0) {
    all.push(
      <Link to="/workstations">
        {t("frame.today.differed", { count: differed.length, letters: letters(differed) })}
      </Link>,
    );
  }
  return (
    <section aria-labelledby="to-look-at">
      <h2 id="to-look-at" className={styles.heading}>
        {t("frame.today.toLookAt")}
      </h2>
      {all.length === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden />} title={t("frame.today.inOrder")}>
          {t("frame.today.inOrderNext")}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {all.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function isSilent(workstation: WorkstationLine): boolean {
  const standing = standingOf(workstation);
  return standing === "silent" || standing === "locked";
}

function hasDiffered({ incidents }: WorkstationLine): boolean {
  return incidents.some(({ at }) => Date.now() - Date.parse(at) < INCIDENT_DAYS * DAY_MS);
}
