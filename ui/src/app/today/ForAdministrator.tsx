import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { FailureNotice } from "@/failures/FailureNotice";
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
  const mayReview = useMay("review_emergency_access");
  const mayManage = useMay("manage_workstations");
  const { data: emergencies } = useQuery({
    ...query("emergency_access_list", {}),
    enabled: mayReview,
  });
  // The server answers this one.
  const { data: known, error } = useQuery({
    ...query("workstation_list", {}),
    enabled: mayManage,
  });
  const isKnown =
    sync !== undefined &&
    (emergencies !== undefined || !mayReview) &&
    (known !== undefined || !mayManage);
  const workstations = known?.workstations ?? [];
  const silent = workstations.filter(isSilent);
  const differed = workstations.filter(hasDiffered);
  const letters = (of: readonly WorkstationLine[]): string =>
    of.map((one) => one.letters).join(", ");
  const all = [
    {
      is: "emergencies",
      count: emergencies?.waiting ?? 0,
      line: (count: number) => (
        <Link to="/audit" search={{ show: "emergency" }}>
          {t("frame.today.emergencies", { count })}
        </Link>
      ),
    },
    {
      is: "attention",
      count: sync?.attention ?? 0,
      line: (count: number) => <Link to="/attention">{t("frame.today.attention", { count })}</Link>,
    },
    {
      is: "silent",
      count: silent.length,
      line: (count: number) => (
        <Link to="/workstations">
          {t("frame.today.silent", { count, letters: letters(silent) })}
        </Link>
      ),
    },
    {
      is: "differed",
      count: differed.length,
      line: (count: number) => (
        <Link to="/workstations">
          {t("frame.today.differed", { count, letters: letters(differed) })}
        </Link>
      ),
    },
  ].filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="to-look-at">
      <h2 id="to-look-at" className={styles.heading}>
        {t("frame.today.toLookAt")}
      </h2>
      {error && <FailureNotice failure={error.failure} />}
      {all.length === 0 && isKnown && (
        <EmptyState icon={<CircleCheck aria-hidden />} title={t("frame.today.inOrder")}>
          {t("frame.today.inOrderNext")}
        </EmptyState>
      )}
      {all.length > 0 && (
        <ul className={styles.list}>
          {all.map(({ is, count, line }) => (
            <li key={is}>{line(count)}</li>
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
