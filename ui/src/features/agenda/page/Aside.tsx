import type { Ref } from "react";

import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";

import { type BookingFields, newBooking, withSlot } from "../booking/fields";
import { UnfinishedBookings } from "../booking/UnfinishedBookings";
import { AppointmentPanel } from "../details/AppointmentPanel";
import { DayOverview } from "../details/DayOverview";
import type { VisitActs } from "../details/useVisitActs";
import type { GridColumn } from "../grid/columns";
import type { Place } from "./usePlace";

import styles from "./Schedule.module.css";

interface AsideProps {
  ref: Ref<HTMLElement>;
  place: Place;
  columns: readonly GridColumn[];
  directory: Directory;
  /** The visit under the cursor. */
  view: AppointmentView | undefined;
  acts: VisitActs | undefined;
  onPick: (view: AppointmentView) => void;
  /** Nothing for those who may not book. */
  onBook: ((fields: BookingFields) => void) | undefined;
}

/** Beside the grid: the visit under the cursor, or else the day at a glance. */
export function Aside(props: AsideProps) {
  const { ref, place, columns, directory, view, acts, onPick, onBook } = props;
  const waiting = columns
    .flatMap(({ visits }) => [...visits.values()])
    .filter(({ appointment }) => appointment.status === "arrived")
    .toSorted((one, other) => (other.waiting_minutes ?? 0) - (one.waiting_minutes ?? 0));
  const practitioners = [...new Set(columns.map(({ practitioner }) => practitioner))].filter(
    (id) => directory.practitioner(id)?.active,
  );
  return (
    <aside ref={ref} className={styles.aside}>
      {view && acts ? (
        <AppointmentPanel view={view} acts={acts} directory={directory} />
      ) : (
        <DayOverview
          date={place.date}
          waiting={waiting}
          practitioners={practitioners}
          directory={directory}
          onPick={onPick}
          onBook={onBook && ((slot) => onBook(withSlot(newBooking({}), slot)))}
        >
          {onBook && <UnfinishedBookings onResume={onBook} />}
        </DayOverview>
      )}
    </aside>
  );
}
