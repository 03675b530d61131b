import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { AppointmentView } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { useKey } from "@/keyboard/useKey";

import { BookingSheet } from "../booking/BookingSheet";
import { newBooking, type BookingFields } from "../booking/fields";
import { UnfinishedBookings } from "../booking/UnfinishedBookings";
import type { VisitActs } from "../details/useVisitActs";
import { agendaKeys } from "../keys";
import { useVisitHome } from "./useVisitHome";
import { VisitList } from "./VisitList";

import styles from "./Home.module.css";

/** So many of those who are expected are listed; the schedule has the others. */
const EXPECTED = 8;

const longestFirst = (one: AppointmentView, other: AppointmentView): number =>
  (other.waiting_minutes ?? 0) - (one.waiting_minutes ?? 0);
const firstStep = (acts: VisitActs) => acts.first;

/** The front desk's day: who waits, who is with somebody, who comes next. */
export function TodayForReception() {
  const { t } = useTranslation();
  const may = usePermitted();
  const { scope, today, directory, steps, sheet, list } = useVisitHome();
  const [booking, setBooking] = useState<BookingFields | null>(null);
  const mayBook = may("book_appointments") && directory !== undefined;
  const book = (): void => setBooking(newBooking({ date: today.date, minutes: 20 }));
  useKey(agendaKeys.book, book, mayBook);
  if (!today.isKnown) return null;
  const expected = today.withStatus("booked");
  const later = expected.length - EXPECTED;
  return (
    <div className={styles.home} {...scope}>
      {mayBook && <UnfinishedBookings onResume={setBooking} />}
      <VisitList
        {...list}
        title={t("agenda.home.waiting")}
        none={t("agenda.home.waitingNone")}
        views={today.withStatus("arrived").toSorted(longestFirst)}
        next={firstStep}
        tools={
          mayBook && (
            <Button
              look="primary"
              icon={<Plus aria-hidden />}
              keys={agendaKeys.book.keys}
              onPress={book}
            >
              {t("agenda.home.book")}
            </Button>
          )
        }
      />
      <VisitList
        {...list}
        title={t("agenda.home.next")}
        none={t("agenda.home.nextNone")}
        views={expected.slice(0, EXPECTED)}
        lateBy={today.lateBy}
        next={firstStep}
        foot={
          later > 0 && (
            <Link to="/schedule" className={styles.more}>
              {t("agenda.home.more", { count: later })}
            </Link>
          )
        }
      />
      <VisitList
        {...list}
        title={t("agenda.home.inRoom")}
        none={t("agenda.home.inRoomNone")}
        views={today.withStatus("in_room")}
        next={firstStep}
      />
      {sheet}
      {booking && directory && (
        <BookingSheet
          key={booking.id}
          start={booking}
          directory={directory}
          onBooked={(view) => {
            setBooking(null);
            steps.booked(view);
          }}
          onClose={() => setBooking(null)}
        />
      )}
    </div>
  );
}
