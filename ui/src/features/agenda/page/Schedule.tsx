import { CalendarDays } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { LocalDate } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { BookingSheet } from "../booking/BookingSheet";
import type { PlaceFields } from "../booking/fields";
import { ChangeBar } from "../change/ChangeBar";
import { useChange } from "../change/useChange";
import { isMovable, useVisitActs } from "../details/useVisitActs";
import { useVisitKeys } from "../details/useVisitKeys";
import { useSheets, VisitSheets } from "../details/VisitSheets";
import { AgendaGrid } from "../grid/AgendaGrid";
import { agendaKeys, leave } from "../keys";
import { LeaseSheet, type LeaseStart } from "../leases/LeaseSheet";
import { useSteps } from "../steps/useSteps";
import { useUndo } from "../steps/useUndo";
import { Aside } from "./Aside";
import { BookingFor } from "./BookingFor";
import { Notes } from "./Notes";
import { ScheduleTools } from "./ScheduleTools";
import { changed, sketched } from "./sketch";
import { useBookingStart } from "./useBookingStart";
import { useColumns } from "./useColumns";
import { useCursor } from "./useCursor";
import { useHeads } from "./useHeads";
import { usePlace } from "./usePlace";

import styles from "./Schedule.module.css";

/** The day book and all that is done in it. */
export function Schedule({ directory }: { directory: Directory }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = usePermitted();
  const place = usePlace(directory);
  const { date, today, view } = place;
  const { columns, everybody, clockChange, isBehind, failure } = useColumns(place, directory);
  const cursor = useCursor(columns, isBehind, place);
  const heads = useHeads(columns, place, directory);
  const undo = useUndo();
  const steps = useSteps(undo);
  const changing = useChange(steps, columns);
  const { change } = changing;
  const { open, sheets, close } = useSheets();
  const acts = useVisitActs(steps, sheets);
  const booking = useBookingStart(directory);
  const [typed, setTyped] = useState<PlaceFields | null>(null);
  const aside = useRef<HTMLElement>(null);
  const mayBook = may("book_appointments");
  const visitActs = cursor.view && acts(cursor.view);
  useVisitKeys(visitActs);
  useKey(agendaKeys.undo, undo.last);
  // Out of the air, or out of the panel: back into the grid.
  useKey(leave, () => {
    changing.abandon();
    cursor.focus();
  });

  const day = date < today ? today : date;
  const bookHere = (): void => {
    const { column, stop } = cursor.standing ?? {};
    const isFree = column !== undefined && stop?.kind === "open" && column.date >= today;
    booking.begin({
      practitioner: column?.practitioner,
      date: isFree ? column.date : day,
      from: isFree ? stop.from : undefined,
    });
  };
  useKey(agendaKeys.book, bookHere, mayBook);
  const [leasing, setLeasing] = useState<LeaseStart | null>(null);
  const mayLease = may("lease_slots");
  const leaseHere = (): void => {
    const { column } = cursor.standing ?? {};
    const on = column && column.date >= today ? column.date : day;
    setLeasing({ practitioner: column?.practitioner, date: on });
  };
  useKey(agendaKeys.lease, leaseHere, mayLease);

  const goTo = (to: LocalDate, edge?: "first" | "last"): void => {
    cursor.carry(to, edge);
    place.goTo(to);
  };
  const endBooking = (): void => {
    booking.end();
    setTyped(null);
    cursor.focus();
  };
  const name = place.practitioner && directory.practitioner(place.practitioner)?.name;
  const label =
    view === "week" && name
      ? t("agenda.grid.week", {
          name: format.staff(name),
          from: format.date(columns[0]?.date),
          to: format.date(columns.at(-1)?.date),
        })
      : t("agenda.grid.day", { date: format.longDate(date) });
  return (
    <div className={styles.scope} data-scope="agenda" tabIndex={-1}>
      <Page
        flush
        title={t("frame.place.schedule")}
        tools={
          <ScheduleTools
            place={place}
            directory={directory}
            everybody={everybody}
            cancelled={columns.reduce((sum, { counts }) => sum + counts.cancelled, 0)}
            onDate={goTo}
            onBook={mayBook ? bookHere : undefined}
            onLease={mayLease ? leaseHere : undefined}
            onView={(to) => {
              const { column } = cursor.standing ?? {};
              place.go({
                view: to === "week" ? "week" : undefined,
                ...(column && { practitioner: column.practitioner, date: column.date }),
              });
            }}
          />
        }
      >
        <div className={styles.panes}>
          <div className={styles.book}>
            <Notes clockChange={clockChange} failure={failure} />
            {columns.length === 0 && !isBehind ? (
              <EmptyState icon={<CalendarDays aria-hidden />} title={t("agenda.grid.empty")}>
                {t("agenda.grid.emptyNext")}
              </EmptyState>
            ) : (
              <div className={styles.grid} aria-busy={isBehind}>
                <AgendaGrid
                  label={label}
                  columns={columns}
                  heads={heads}
                  standing={cursor.standing}
                  now={place.now}
                  calls={cursor.calls}
                  sketch={change ? changed(change) : sketched(typed)}
                  mayBook={mayBook}
                  mayMove={(one) => mayBook && isMovable(one)}
                  isMoving={change !== null}
                  onStand={cursor.stand}
                  onEdge={(by) => goTo(place.away(by), by > 0 ? "first" : "last")}
                  onBook={(column, from) => {
                    if (mayBook) {
                      booking.begin({ practitioner: column.practitioner, date: column.date, from });
                    }
                  }}
                  onDraw={(column, { from, to }) =>
                    booking.begin({
                      practitioner: column.practitioner,
                      date: column.date,
                      from,
                      minutes: to - from,
                    })
                  }
                  onOpen={() => aside.current?.querySelector<HTMLElement>("button, a")?.focus()}
                  onNudge={changing.nudge}
                  onConfirm={() => changing.confirm()}
                  onAbandon={changing.abandon}
                  onDrop={(one, column, span) =>
                    changing.put(one, {
                      ...span,
                      practitioner: column.practitioner,
                      date: column.date,
                    })
                  }
                />
                {change && <ChangeBar change={change} changing={changing} />}
              </div>
            )}
          </div>
          <Aside
            ref={aside}
            place={place}
            columns={columns}
            directory={directory}
            view={cursor.view}
            acts={visitActs}
            onPick={(one) => cursor.standOn(one.appointment.id)}
            onBook={mayBook ? booking.resume : undefined}
          />
        </div>
      </Page>
      {booking.start && (
        <BookingSheet
          key={booking.start.id}
          start={booking.start}
          directory={directory}
          onSketch={setTyped}
          onBooked={(booked) => {
            endBooking();
            steps.booked(booked);
            cursor.standOn(booked.appointment.id);
          }}
          onClose={endBooking}
        />
      )}
      {place.search.patient && (
        <BookingFor
          patient={place.search.patient}
          onKnown={(patient) => {
            place.go({ patient: undefined }, true);
            booking.begin({ practitioner: place.own, date: day }, { patient });
          }}
        />
      )}
      {leasing && (
        <LeaseSheet
          start={leasing}
          directory={directory}
          onClose={() => {
            setLeasing(null);
            cursor.focus();
          }}
        />
      )}
      <VisitSheets
        open={open}
        directory={directory}
        steps={steps}
        undo={undo}
        onClose={() => {
          close();
          cursor.focus();
        }}
      />
    </div>
  );
}
