import {
  ArrowLeft,
  ArrowRight,
  ClipboardCheck,
  HeartPulse,
  UserRoundMinus,
  UserRoundPlus,
} from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import type { ActiveAlarm, WardBed } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { placeOf } from "../board/layout";
import { wardKeys } from "../keys";
import type { LiveMonitors } from "../live/monitors";
import { useMonitor } from "../live/useWardBoard";
import { useMay } from "../useMay";
import type { WaveStreams } from "../waves/stream";
import { AssignDialog } from "./AssignDialog";
import { BedView } from "./BedView";
import { chartable } from "./chartable";
import { ChartDialog } from "./ChartDialog";
import { ReleaseDialog } from "./ReleaseDialog";

import styles from "./Focus.module.css";

interface FocusProps {
  /** The bed looked at; none where the URL names a monitor that is not there. */
  bed: WardBed | undefined;
  beds: readonly WardBed[];
  alarms: readonly ActiveAlarm[];
  monitors: LiveMonitors;
  streams: WaveStreams;
  /** To another bed, or back to all of them. */
  onGo: (monitor: string | undefined) => void;
}

/** One bed alone. Escape goes back to all of them, the page keys to the next and the one before. */
export function Focus({ bed, beds, alarms, monitors, streams, onGo }: FocusProps) {
  const { t, i18n } = useTranslation();
  const step = (by: number): void => {
    const at = beds.findIndex((one) => one === bed);
    const next = beds[at + by];
    if (at >= 0 && next) onGo(next.monitor.monitor);
  };
  const place = useRef<HTMLDivElement>(null);
  // The keys of the bed work at once: what had the focus before is gone with the board.
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  useKey(wardKeys.nextPage, () => step(1));
  useKey(wardKeys.previousPage, () => step(-1));
  const back = (
    <IconButton
      label={t("ward.bed.back")}
      keys="Escape"
      icon={i18n.dir() === "rtl" ? <ArrowRight /> : <ArrowLeft />}
      onPress={() => onGo(undefined)}
    />
  );
  return (
    <div
      ref={place}
      role="presentation"
      tabIndex={-1}
      className={styles.focus}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onGo(undefined);
      }}
    >
      {bed ? (
        <Looked bed={bed} {...{ alarms, monitors, streams, back }} />
      ) : (
        <Page title={back}>
          <EmptyState icon={<HeartPulse aria-hidden />} title={t("ward.bed.unknown")}>
            {t("ward.bed.unknownNext")}
          </EmptyState>
        </Page>
      )}
    </div>
  );
}

interface LookedProps {
  bed: WardBed;
  alarms: readonly ActiveAlarm[];
  monitors: LiveMonitors;
  streams: WaveStreams;
  back: ReactNode;
}

function Looked({ bed, alarms, monitors, streams, back }: LookedProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"assign" | "release" | "chart" | null>(null);
  const mayAssign = useMay("assign_monitors");
  const mayChart = useMay("chart_vitals");
  const view = useMonitor(monitors, bed.monitor);
  const { assignment, patient } = bed;
  const whyNotChart = patient
    ? chartable(view).length === 0 && t("ward.bed.nothingToChart")
    : t("ward.bed.nobodyToChart");
  useKey(wardKeys.chart, () => setOpen("chart"), mayChart && !whyNotChart);
  useKey(wardKeys.assign, () => setOpen("assign"), mayAssign && !assignment);
  useKey(wardKeys.release, () => setOpen("release"), mayAssign && assignment !== undefined);
  const tools = (
    <>
      {mayAssign &&
        (assignment ? (
          <Button
            icon={<UserRoundMinus aria-hidden />}
            keys={wardKeys.release.keys}
            onPress={() => setOpen("release")}
          >
            {t("ward.bed.release")}
          </Button>
        ) : (
          <Button
            look="primary"
            icon={<UserRoundPlus aria-hidden />}
            keys={wardKeys.assign.keys}
            onPress={() => setOpen("assign")}
          >
            {t("ward.bed.assign")}
          </Button>
        ))}
      {mayChart && (
        <Button
          look={patient ? "primary" : "plain"}
          icon={<ClipboardCheck aria-hidden />}
          keys={wardKeys.chart.keys}
          whyNot={whyNotChart || undefined}
          onPress={() => setOpen("chart")}
        >
          {t("ward.bed.chart")}
        </Button>
      )}
    </>
  );
  const close = (): void => setOpen(null);
  return (
    <>
      <Page
        flush
        title={
          <span className={styles.title}>
            {back}
            <bdi>{placeOf(bed)}</bdi>
          </span>
        }
        about={t("ward.bed.monitor", { id: view.monitor })}
        tools={tools}
      >
        <BedView bed={bed} view={view} alarms={alarms} streams={streams} />
      </Page>
      {open === "assign" && <AssignDialog monitor={view.monitor} onClose={close} />}
      {open === "release" && assignment && patient && (
        <ReleaseDialog assignment={assignment} patient={patient} onClose={close} />
      )}
      {open === "chart" && patient && (
        <ChartDialog view={view} patient={patient} bed={placeOf(bed)} onClose={close} />
      )}
    </>
  );
}
