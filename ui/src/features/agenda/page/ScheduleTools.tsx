import {
  CalendarClock,
  CalendarDays,
  ChevronLeft,
  ChevronRight,
  ListFilter,
  Plus,
  UserRound,
} from "lucide-react";
import { useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/Button";
import { Calendar } from "@/components/Calendar";
import { Segmented } from "@/components/Choice";
import { Menu } from "@/components/Menu";
import { Popover } from "@/components/Popover";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { LocalDate, PractitionerId } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { agendaKeys } from "../keys";
import { ShownFilter } from "./ShownFilter";
import type { Place } from "./usePlace";

import styles from "./Schedule.module.css";

interface ScheduleToolsProps {
  place: Place;
  directory: Directory;
  everybody: readonly PractitionerId[];
  /** How many visits in sight were cancelled. */
  cancelled: number;
  /** Goes to another day; the cursor comes along. */
  onDate: (date: LocalDate) => void;
  /** Nothing for those who may not book. */
  onBook: (() => void) | undefined;
  /** Nothing for those who may not reserve times. */
  onLease: (() => void) | undefined;
  onView: (view: "day" | "week") => void;
}

/** The day, the view, whose columns, and the way to a booking. */
export function ScheduleTools(props: ScheduleToolsProps) {
  const { place, directory, everybody, cancelled, onDate, onBook, onLease, onView } = props;
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const rtl = i18n.dir() === "rtl";
  const { view, date, today, practitioner, go } = place;
  const isWeek = view === "week";
  const name = practitioner && directory.practitioner(practitioner)?.name;
  useKey(agendaKeys.today, () => onDate(today));
  useKey(agendaKeys.previous, () => onDate(place.away(-1)));
  useKey(agendaKeys.next, () => onDate(place.away(1)));
  useKey(agendaKeys.week, () => onView(isWeek ? "day" : "week"));
  return (
    <>
      <div className={styles.stepper}>
        <IconButton
          look="plain"
          label={t(isWeek ? "agenda.tools.previousWeek" : "agenda.tools.previousDay")}
          keys={agendaKeys.previous.keys}
          icon={rtl ? <ChevronRight /> : <ChevronLeft />}
          onPress={() => onDate(place.away(-1))}
        />
        <Button
          keys={agendaKeys.today.keys}
          onPress={() => onDate(today)}
          isOn={date === today || undefined}
        >
          {t("agenda.tools.today")}
        </Button>
        <IconButton
          look="plain"
          label={t(isWeek ? "agenda.tools.nextWeek" : "agenda.tools.nextDay")}
          keys={agendaKeys.next.keys}
          icon={rtl ? <ChevronLeft /> : <ChevronRight />}
          onPress={() => onDate(place.away(1))}
        />
      </div>
      <DatePick date={date} onDate={onDate} />
      <Segmented
        label={t("agenda.tools.view")}
        hideLabel
        options={[
          { id: "day", name: t("agenda.tools.day") },
          { id: "week", name: t("agenda.tools.week") },
        ]}
        value={view}
        onChange={onView}
      />
      {isWeek ? (
        <Menu
          label={t("agenda.tools.practitioner")}
          sections={[
            {
              id: "practitioners",
              entries: directory.practitioners.map((one) => ({
                id: one.id,
                name: format.staff(one.name),
                run: () => go({ practitioner: one.id, appointment: undefined }),
              })),
            },
          ]}
        >
          <Button icon={<UserRound aria-hidden />}>
            <bdi>{name ? format.staff(name) : t("agenda.tools.practitioner")}</bdi>
          </Button>
        </Menu>
      ) : (
        <ShownFilter
          place={place}
          directory={directory}
          everybody={everybody}
          cancelled={cancelled}
        >
          <ListFilter aria-hidden />
        </ShownFilter>
      )}
      {onLease && (
        <Button icon={<CalendarClock aria-hidden />} keys={agendaKeys.lease.keys} onPress={onLease}>
          {t("agenda.lease.tool")}
        </Button>
      )}
      {onBook && (
        <Button
          look="primary"
          icon={<Plus aria-hidden />}
          keys={agendaKeys.book.keys}
          onPress={onBook}
        >
          {t("agenda.tools.book")}
        </Button>
      )}
    </>
  );
}

/** The day, which opens a month to pick another one from. */
function DatePick({ date, onDate }: { date: LocalDate; onDate: (date: LocalDate) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  useKey(agendaKeys.goTo, () => setOpen(true));
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button icon={<CalendarDays aria-hidden />} keys={agendaKeys.goTo.keys}>
        {format.weekdayDate(date)}
      </Button>
      <Popover>
        <Dialog aria-label={t("agenda.tools.goTo")}>
          <Calendar
            label={t("agenda.tools.goTo")}
            value={date}
            autoFocus
            onChange={(picked) => {
              setOpen(false);
              onDate(picked);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
