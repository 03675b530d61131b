import { memo } from "react";
import { useTranslation } from "react-i18next";

import { timeAt } from "@/format/dates";
import type { AppointmentId, LeaseView } from "@/ipc/generated/commands";

import { useLeaseName } from "../leases/useLeaseName";
import { type GridColumn, leaseAt } from "./columns";
import type { Stop } from "./layout";
import { vars } from "./vars";
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
  const slotName = useSlotName();
  const view = stop.visit && column.visits.get(stop.visit);
  const lane = stop.visit && column.lanes.get(stop.visit);
  const position = vars({
    "--from": stop.from,
    "--length": stop.to - stop.from,
    "--col": place,
    "--lane": lane?.start ?? 0,
    "--breadth": lane?.breadth ?? 1,
  });
  return (
    <div
      role="gridcell"
      tabIndex={isCursor ? 0 : -1}
      aria-colindex={place + 2}
      aria-label={view ? undefined : slotName(stop, leaseAt(column, stop))}
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

/** What a screen reader calls a free stretch. A visit is called what stands on its card. */
function useSlotName(): (slot: Stop, lease: LeaseView | undefined) => string {
  const { t } = useTranslation();
  const leaseName = useLeaseName();
  return ({ from, to, kind }, lease) => {
    const times = { from: timeAt(from), to: timeAt(to) };
    if (kind === "break") return t("agenda.grid.breakAt", times);
    const name = t(kind === "open" ? "agenda.grid.free" : "agenda.grid.closedAt", times);
    return lease ? t("agenda.lease.at", { slot: name, lease: leaseName(lease) }) : name;
  };
}
