import { Link } from "@tanstack/react-router";
import { ClockAlert, HeartPulse } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { useFormat } from "@/format/useFormat";
import type { ActiveAlarm, WardBed } from "@/ipc/generated/commands";
import { PatientName } from "@/patient/PatientName";

import { AlarmSign } from "./alarms/AlarmSign";
import { ofMonitor } from "./alarms/order";
import { useActiveAlarms } from "./alarms/useAlarmWatch";
import { useAlarmWords } from "./alarms/useAlarmWords";
import { arranged, placeOf } from "./board/layout";
import { Numerics } from "./board/Numerics";
import type { LiveMonitors } from "./live/monitors";
import { useMonitor, useWardBoard } from "./live/useWardBoard";

import styles from "./TodayForNurse.module.css";

/** The ward in a nurse's day: beds by urgency, what is wrong there, what is overdue. */
export function TodayForNurse() {
  const { t } = useTranslation();
  const { board, monitors } = useWardBoard();
  const alarms = useActiveAlarms();
  if (!board) return null;
  const beds = arranged(
    board.beds.filter(({ assignment }) => assignment !== undefined),
    alarms,
    true,
  );
  return (
    <section className={styles.ward} aria-labelledby="ward-today">
      <header className={styles.head}>
        <h2 id="ward-today">{t("ward.today.title")}</h2>
        <Link to="/ward">{t("ward.today.open")}</Link>
      </header>
      {beds.length === 0 ? (
        <EmptyState icon={<HeartPulse aria-hidden />} title={t("ward.today.quiet")}>
          {t("ward.today.quietNext")}
        </EmptyState>
      ) : (
        <ul className={styles.beds}>
          {beds.map((bed) => (
            <Bed
              key={bed.monitor.monitor}
              bed={bed}
              alarms={ofMonitor(alarms, bed.monitor.monitor)}
              monitors={monitors}
            />
          ))}
        </ul>
      )}
      <p className={styles.primary}>{t("ward.primaryLong")}</p>
    </section>
  );
}

interface BedProps {
  bed: WardBed;
  alarms: readonly ActiveAlarm[];
  monitors: LiveMonitors;
}

function Bed({ bed, alarms, monitors }: BedProps) {
  const { t } = useTranslation();
  const view = useMonitor(monitors, bed.monitor);
  const [first, ...others] = alarms;
  return (
    <li
      className={styles.bed}
      data-priority={first?.alarm.priority}
      data-phase={first?.alarm.phase}
    >
      <div className={styles.who}>
        <Link
          to="/ward"
          search={{ monitor: view.monitor }}
          className={styles.place}
          aria-label={t("ward.board.open", { bed: placeOf(bed) })}
        >
          <bdi>{placeOf(bed)}</bdi>
        </Link>
        {bed.patient ? (
          <PatientName patient={bed.patient} leads />
        ) : (
          bed.assignment && t("restricted.bed")
        )}
      </div>
      <div className={styles.alarm}>
        {first ? <Alarm active={first} more={others.length} /> : t("ward.alarm.none")}
      </div>
      <div className={styles.values}>
        {view.state === "disconnected" ? <Silent view={view} /> : <Numerics view={view} />}
      </div>
      <Overdue view={view} />
    </li>
  );
}

function Alarm({ active, more }: { active: ActiveAlarm; more: number }) {
  const { t } = useTranslation();
  const words = useAlarmWords()(active.alarm, active.acknowledged_by);
  return (
    <>
      <span className={styles.sign}>
        <AlarmSign priority={active.alarm.priority} />
      </span>
      <span>
        <strong>{words.condition}</strong> <bdi dir="ltr">{words.value}</bdi> {words.limit}{" "}
        <span className={styles.standing}>{words.standing ?? words.since}</span>
        {more > 0 && ` · ${t("ward.alarm.more", { count: more })}`}
      </span>
    </>
  );
}

function Silent({ view }: { view: WardBed["monitor"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <strong className={styles.silent}>
      {view.heard_at
        ? t("ward.state.silentSince", { time: format.clock(view.heard_at) })
        : t("ward.state.neverHeard")}
    </strong>
  );
}

/** A cuff pressure is due once the last one no longer counts as current. */
function Overdue({ view: { blood_pressure } }: { view: WardBed["monitor"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (blood_pressure?.freshness === "live") return null;
  return (
    <p className={styles.overdue}>
      <ClockAlert aria-hidden />
      {blood_pressure
        ? t("ward.today.overduePressure", { time: format.timeOf(blood_pressure.measured_at) })
        : t("ward.today.neverPressure")}
    </p>
  );
}
