import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";

import { timeAt } from "@/format/dates";
import { useFormat } from "@/format/useFormat";
import type { AppointmentId, AppointmentView } from "@/ipc/generated/commands";

import type { GridColumn } from "./columns";
import type { Stop } from "./layout";
import { VisitCard } from "./VisitCard";

import styles from "./AgendaGrid.module.css";

interface CellProps {
  column: GridColumn;
  /** Which column it is, from 0. */
  place: number;
  stop: Stop<AppointmentId>;
  isCursor: boolean;
  /** The visit is being moved and shown elsewhere. */
  isGoing: boolean;
}

/** A visit or a free stretch: what the cursor stands on. */
export const Cell = memo(function Cell({ column, place, stop, isCursor, isGoing }: CellProps) {
  const names = useCellName();
  const view = stop.visit && column.visits.get(stop.visit);
  const lane = stop.visit && column.lanes.get(stop.visit);
  const position = {
    "--from": stop.from,
    "--length": stop.to - stop.from,
    "--col": place,
    ...(lane && { "--lane": lane.start, "--breadth": lane.breadth }),
  } as CSSProperties;
  return (
    <div
      role="gridcell"
      tabIndex={isCursor ? 0 : -1}
      aria-colindex={place + 2}
      aria-label={view ? names.visit(view) : names.free(stop)}
      aria-selected={isCursor}
      className={view ? styles.visit : styles.slot}
      style={position}
      data-column={column.key}
      data-at={stop.from}
      data-visit={stop.visit}
      data-kind={stop.kind}
      data-going={isGoing || undefined}
    >
      {view && <VisitCard view={view} />}
    </div>
  );
});

/** What a screen reader calls a cell. */
export function useCellName() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    visit: ({ appointment, end, patient, waiting_minutes: minutes, ...view }: AppointmentView) =>
      [
        t("agenda.grid.visit", {
          from: format.time(appointment.start),
          to: format.time(end),
          patient: patient.display_name,
        }),
        appointment.reason,
        t(`agenda.status.${appointment.status}`),
        minutes !== undefined && t("agenda.grid.waiting", { minutes }),
        view.not_yet_shared && t("controls.notYetShared"),
        view.invoice && t("agenda.grid.invoiced"),
      ]
        .filter(Boolean)
        .join(", "),
    free: ({ from, to, kind }: Stop) => {
      const times = { from: timeAt(from), to: timeAt(to) };
      if (kind === "break") return t("agenda.grid.breakAt", times);
      return t(kind === "open" ? "agenda.grid.free" : "agenda.grid.closedAt", times);
    },
  };
}
