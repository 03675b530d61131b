import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { useFormat } from "@/format/useFormat";
import type { ActiveAlarm, MonitorView, WardBed } from "@/ipc/generated/commands";
import { PatientLine } from "@/patient/PatientLine";

import { AlarmList } from "../alarms/AlarmList";
import { ofMonitor } from "../alarms/order";
import { channelsFor } from "../board/channels";
import { placeOf } from "../board/layout";
import { Numerics } from "../board/Numerics";
import { Silence } from "../board/Silence";
import type { WaveStreams } from "../waves/stream";
import { Waves } from "../waves/Waves";
import { Messages } from "./Messages";
import { Trend } from "./Trend";

import styles from "./BedView.module.css";

interface BedViewProps {
  bed: WardBed;
  view: MonitorView;
  alarms: readonly ActiveAlarm[];
  streams: WaveStreams;
}

/** All that is known of one bed: waves and numbers large, alarms, the last hours, the messages. */
export function BedView({ bed, view, alarms, streams }: BedViewProps) {
  const { t } = useTranslation();
  const place = placeOf(bed);
  const own = ofMonitor(alarms, view.monitor);
  const first = own[0]?.alarm;
  return (
    <div className={styles.view}>
      <div className={styles.patient}>
        {bed.patient ? (
          <Link
            to="/patients/$patient"
            params={{ patient: bed.patient.id }}
            className={styles.link}
            title={t("ward.bed.page")}
          >
            <PatientLine patient={bed.patient} />
          </Link>
        ) : bed.assignment ? (
          <Link
            to="/patients/$patient"
            params={{ patient: bed.assignment.patient }}
            className={styles.link}
          >
            {t("restricted.bed")}
          </Link>
        ) : (
          <span className={styles.nobody}>{t("ward.board.noPatient")}</span>
        )}
        <Standing view={view} />
      </div>
      <div
        className={styles.live}
        data-state={view.state}
        data-priority={first?.priority}
        data-phase={first?.phase}
      >
        <div className={styles.waves}>
          {view.state === "disconnected" ? (
            <Silence view={view} />
          ) : (
            <Waves streams={streams} view={view} channels={channelsFor(view, 8)} bed={place} />
          )}
        </div>
        <div className={styles.numbers}>
          <Numerics view={view} isLarge />
        </div>
      </div>
      <div className={styles.below}>
        <Trend monitor={view.monitor} />
        <div className={styles.side}>
          <section className={styles.part} aria-labelledby="bed-alarms">
            <h2 id="bed-alarms">{t("ward.alarm.ofBed")}</h2>
            <AlarmList alarms={own} ofOneBed />
            <p className={styles.primary}>{t("ward.primaryLong")}</p>
          </section>
          <Messages view={view} />
        </div>
      </div>
    </div>
  );
}

/** How sure what is shown is, in words. */
function Standing({ view }: { view: MonitorView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = Math.floor((view.silent_ms ?? 0) / 1000);
  return (
    <div className={styles.standing}>
      {view.rhythm && !view.lead_off && view.state === "live" && (
        <span>{t(`ward.rhythm.${view.rhythm}`)}</span>
      )}
      {view.state === "live" && <StatusPill tone="good">{t("ward.state.live")}</StatusPill>}
      {view.state === "stale" && (
        <StatusPill tone="warning">{t("ward.state.stale", { seconds })}</StatusPill>
      )}
      {view.state === "disconnected" && (
        <StatusPill tone="danger">
          {view.heard_at
            ? t("ward.state.silentSince", { time: format.clock(view.heard_at) })
            : t("ward.state.neverHeard")}
        </StatusPill>
      )}
      {view.clock_suspect && <StatusPill tone="warning">{t("ward.state.clock")}</StatusPill>}
      {view.simulated && <StatusPill>{t("ward.simulated")}</StatusPill>}
    </div>
  );
}
