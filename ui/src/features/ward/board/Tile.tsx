import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import type { ActiveAlarm, WardBed } from "@/ipc/generated/commands";
import { PatientName } from "@/patient/PatientName";

import { AlarmSign } from "../alarms/AlarmSign";
import { wantsSomebody } from "../alarms/order";
import { useAcknowledge } from "../alarms/useAcknowledge";
import { useAlarmWords } from "../alarms/useAlarmWords";
import { wardKeys } from "../keys";
import type { LiveMonitors } from "../live/monitors";
import { useMonitor } from "../live/useWardBoard";
import type { WaveStreams } from "../waves/stream";
import { Waves } from "../waves/Waves";
import { channelsFor } from "./channels";
import { placeOf } from "./layout";
import { Numerics } from "./Numerics";
import { Silence } from "./Silence";

import styles from "./Tile.module.css";

interface TileProps {
  bed: WardBed;
  /** Of this bed, the most urgent first. */
  alarms: readonly ActiveAlarm[];
  monitors: LiveMonitors;
  streams: WaveStreams;
  /** How many waveforms there is room for. */
  lanes: number;
}

/** One bed: who, how, and how sure that is. */
export function Tile({ bed, alarms, monitors, streams, lanes }: TileProps) {
  const { t } = useTranslation();
  const view = useMonitor(monitors, bed.monitor);
  const place = placeOf(bed);
  const [first, ...others] = alarms;
  const channels = channelsFor(view, lanes);
  const isSilent = view.state === "disconnected";
  return (
    <article
      className={styles.tile}
      aria-label={place}
      data-state={view.state}
      data-priority={first?.alarm.priority}
      data-phase={first?.alarm.phase}
    >
      <header className={styles.head}>
        <h2 className={styles.bed}>
          <Link
            to="/ward"
            search={(before) => ({ ...before, monitor: view.monitor })}
            className={styles.open}
            data-bed={view.monitor}
            aria-label={t("ward.board.open", { bed: place })}
          >
            <bdi>{place}</bdi>
          </Link>
        </h2>
        <div className={styles.patient}>
          {bed.patient ? (
            <PatientName patient={bed.patient} leads />
          ) : (
            <span className={styles.nobody}>
              {t(bed.assignment ? "restricted.bed" : "ward.board.noPatient")}
            </span>
          )}
        </div>
        {view.state === "stale" && <Stale silentMs={view.silent_ms ?? 0} />}
      </header>
      {first && <TileAlarm active={first} more={others.length} />}
      <div className={styles.body}>
        <div className={styles.waves}>
          {isSilent ? (
            <Silence view={view} />
          ) : (
            <Waves streams={streams} view={view} channels={channels} bed={place} />
          )}
        </div>
        <Numerics view={view} />
      </div>
      <Unusable view={view} />
    </article>
  );
}

function Stale({ silentMs }: { silentMs: number }) {
  const { t } = useTranslation();
  const seconds = Math.floor(silentMs / 1000);
  return <span className={styles.stale}>{t("ward.state.stale", { seconds })}</span>;
}

function TileAlarm({ active, more }: { active: ActiveAlarm; more: number }) {
  const { t } = useTranslation();
  const { alarm, acknowledged_by } = active;
  const words = useAlarmWords()(alarm, acknowledged_by);
  const { mayAcknowledge, acknowledge } = useAcknowledge();
  const isOpen = wantsSomebody(alarm.phase);
  return (
    <div className={styles.alarm} data-open={isOpen || undefined}>
      <AlarmSign priority={alarm.priority} />
      <p className={styles.condition}>
        <strong>{words.condition}</strong>
        {words.value && <strong dir="ltr">{words.value}</strong>}
        {words.limit && <span>{words.limit}</span>}
        {words.standing && <span className={styles.told}>{words.standing}</span>}
      </p>
      {more > 0 && <span className={styles.more}>{t("ward.alarm.more", { count: more })}</span>}
      {mayAcknowledge && isOpen && (
        <span className={styles.see}>
          <IconButton
            size="small"
            look="plain"
            label={t("ward.alarm.acknowledgeNamed", {
              condition: words.condition,
              bed: active.bed,
            })}
            keys={wardKeys.acknowledgeBed.keys}
            icon={<Check />}
            onPress={() => acknowledge(active)}
          />
        </span>
      )}
    </div>
  );
}

/** Messages that could not be used are counted where the values stand that they did not give. */
function Unusable({ view }: { view: WardBed["monitor"] }) {
  const { t } = useTranslation();
  const count = unusable(view);
  if (count === 0 && !view.clock_suspect) return null;
  return (
    <p className={styles.foot}>
      {count > 0 && <span>{t("ward.board.unusable", { count })}</span>}
      {view.clock_suspect && <span>{t("ward.state.clock")}</span>}
    </p>
  );
}

const used = new Set(["valid", "duplicate", "retained", "out_of_order", "missing_timestamp"]);

/** How many messages were dropped or used only in part. */
function unusable({ counters }: WardBed["monitor"]): number {
  return counters.reduce((sum, one) => sum + (used.has(one.class) ? 0 : one.count), 0);
}
