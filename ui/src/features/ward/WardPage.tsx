import { useNavigate, useSearch } from "@tanstack/react-router";
import { HeartPulse, Unplug } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { FailureNotice } from "@/failures/FailureNotice";
import type { CommandFailed } from "@/ipc/call";

import { useActiveAlarms } from "./alarms/useAlarmWatch";
import { Board } from "./board/Board";
import { BoardTools } from "./board/BoardTools";
import { type BoardPage, type Layout, arranged, fitting, pageOf } from "./board/layout";
import { useAcknowledgeKey } from "./board/useAcknowledgeKey";
import { Focus } from "./focus/Focus";
import { useWardBoard } from "./live/useWardBoard";
import { probeFrames } from "./waves/frames";
import { useWatchedWaves } from "./waves/useWatchedWaves";

import styles from "./WardPage.module.css";

/** The ward: all beds, or one of them. */
export function WardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: "/ward" });
  const { board, error, monitors } = useWardBoard();
  const alarms = useActiveAlarms();
  const beds = arranged(board?.beds ?? [], alarms, search.order === "alarms");
  const layout: Layout = search.layout ?? fitting(beds.length);
  const shown = pageOf(beds, layout, search.page ?? 1);
  const looked = beds.find(({ monitor }) => monitor.monitor === search.monitor);
  const streams = useWatchedWaves(watched(search.monitor, shown));
  useAcknowledgeKey(alarms, search.monitor);
  useEffect(() => {
    if (search.frames) probeFrames();
  }, [search.frames]);

  if (error) return <NoBoard error={error} />;
  if (!board) return null;
  if (search.monitor !== undefined) {
    const to = (monitor: string | undefined): void =>
      void navigate({ to: "/ward", search: (before) => ({ ...before, monitor }) });
    return (
      <div data-scope="ward" className={styles.ward}>
        <Focus
          key={search.monitor}
          bed={looked}
          beds={beds}
          alarms={alarms}
          monitors={monitors}
          streams={streams}
          onGo={to}
        />
      </div>
    );
  }
  return (
    <div data-scope="ward" className={styles.ward}>
      <Page
        title={t("ward.board.title")}
        about={t("ward.board.beds", { count: beds.length })}
        tools={<BoardTools layout={search.layout} alarmsFirst={search.order === "alarms"} />}
        flush
      >
        {beds.length === 0 ? (
          <EmptyState icon={<HeartPulse aria-hidden />} title={t("ward.board.noMonitors")}>
            {t("ward.board.noMonitorsNext")}
          </EmptyState>
        ) : (
          <Board
            shown={shown}
            layout={layout}
            alarms={alarms}
            monitors={monitors}
            streams={streams}
            strays={board.strays}
          />
        )}
      </Page>
    </div>
  );
}

/** Whose waves are drawn: those on the screen, no others. */
const watched = (monitor: string | undefined, { beds }: BoardPage): string[] =>
  monitor === undefined ? beds.map((bed) => bed.monitor.monitor) : [monitor];

/** A workstation without a broker has no board; anything else that stands in the way is said. */
function NoBoard({ error }: { error: CommandFailed }) {
  const { t } = useTranslation();
  return (
    <Page title={t("ward.board.title")}>
      {error.failure.code === "not_found" ? (
        <EmptyState icon={<Unplug aria-hidden />} title={t("ward.board.notHere")}>
          {t("ward.board.notHereNext")}
        </EmptyState>
      ) : (
        <FailureNotice failure={error.failure} />
      )}
    </Page>
  );
}
