import { useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import type { ActiveAlarm, MessageCount } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { ofMonitor } from "../alarms/order";
import { wardKeys } from "../keys";
import type { LiveMonitors } from "../live/monitors";
import type { WaveStreams } from "../waves/stream";
import { type BoardPage, type Layout, columnsOf } from "./layout";
import { Tile } from "./Tile";

import styles from "./Board.module.css";

interface BoardProps {
  shown: BoardPage;
  layout: Layout;
  alarms: readonly ActiveAlarm[];
  monitors: LiveMonitors;
  streams: WaveStreams;
  strays: readonly MessageCount[];
}

/** How many waveforms a tile has room for. */
const lanes: Record<Layout, number> = { 1: 4, 4: 3, 6: 2, 9: 1 };

/** The beds of one page, side by side; arrow keys go from bed to bed. */
export function Board({ shown, layout, alarms, monitors, streams, strays }: BoardProps) {
  const { t } = useTranslation();
  const board = useRef<HTMLDivElement>(null);
  const columns = columnsOf(layout);
  useFirstFocus(board);
  return (
    <div className={styles.page}>
      {/* The keys move the focus between the links inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={board}
        role="group"
        aria-label={t("ward.board.label")}
        className={styles.board}
        style={{
          ["--columns" as string]: columns,
          ["--rows" as string]: Math.ceil(layout / columns),
        }}
        onKeyDown={(event) => moveFocus(event, columns)}
      >
        {shown.beds.map((bed) => (
          <Tile
            key={bed.monitor.monitor}
            bed={bed}
            alarms={ofMonitor(alarms, bed.monitor.monitor)}
            monitors={monitors}
            streams={streams}
            lanes={lanes[layout]}
          />
        ))}
      </div>
      <footer className={styles.foot}>
        <span>{t("ward.primaryLong")}</span>
        <Strays strays={strays} />
        {shown.pages > 1 && <Pager shown={shown} />}
      </footer>
    </div>
  );
}

function Strays({ strays }: { strays: readonly MessageCount[] }) {
  const { t } = useTranslation();
  const count = strays.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return null;
  return <span className={styles.strays}>{t("ward.board.strays", { count })}</span>;
}

function Pager({ shown: { page, pages } }: { shown: BoardPage }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const go = (to: number): void => {
    if (to >= 1 && to <= pages)
      void navigate({ to: "/ward", search: (before) => ({ ...before, page: to }) });
  };
  useKey(wardKeys.nextPage, () => go(page + 1));
  useKey(wardKeys.previousPage, () => go(page - 1));
  const rtl = i18n.dir() === "rtl";
  return (
    <div className={styles.pager}>
      <IconButton
        size="small"
        label={t("ward.board.previous")}
        keys={wardKeys.previousPage.keys}
        icon={rtl ? <ChevronRight /> : <ChevronLeft />}
        onPress={() => go(page - 1)}
      />
      <span>{t("ward.board.page", { page, pages })}</span>
      <IconButton
        size="small"
        label={t("ward.board.next")}
        keys={wardKeys.nextPage.keys}
        icon={rtl ? <ChevronLeft /> : <ChevronRight />}
        onPress={() => go(page + 1)}
      />
    </div>
  );
}

const bedsIn = (place: Element | null): HTMLElement[] => [
  ...(place?.querySelectorAll<HTMLElement>("[data-bed]") ?? []),
];

/** Whoever comes to the ward has its keys at hand; a focus that is in use stays where it is. */
function useFirstFocus(board: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const focused = document.activeElement;
    if (focused && focused !== document.body && !focused.closest("nav, [role=navigation]")) return;
    bedsIn(board.current)[0]?.focus({ preventScroll: true });
  }, [board]);
}

function moveFocus(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const isRtl = document.documentElement.dir === "rtl";
  const step = {
    ArrowRight: isRtl ? -1 : 1,
    ArrowLeft: isRtl ? 1 : -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  }[event.key];
  const beds = bedsIn(event.currentTarget);
  const at = beds.findIndex((bed) => bed === document.activeElement);
  const next = step === undefined || at < 0 ? undefined : beds[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
