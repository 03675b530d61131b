import { type CalendarDate, parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import {
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { parseDate as read } from "@/format/parseDate";
import type { LocalDate } from "@/ipc/generated/commands";

import { IconButton } from "./Button";

import styles from "./DateField.module.css";

interface CalendarProps {
  label: string;
  value: LocalDate | null;
  onChange: (value: LocalDate) => void;
  autoFocus?: boolean;
}

/** A month to pick a day from; arrow keys move by day and week, Page Up and Down by month. */
export function Calendar({ label, value, onChange, autoFocus = false }: CalendarProps) {
  const { t, i18n } = useTranslation();
  const rtl = i18n.dir() === "rtl";
  const pick = (date: CalendarDate): void => {
    const picked = read(date.toString(), { today: date.toString(), lean: "future" });
    if (picked) onChange(picked);
  };
  return (
    <AriaCalendar
      aria-label={label}
      className={styles.calendar}
      value={value === null ? null : parseDate(value)}
      onChange={pick}
      autoFocus={autoFocus}
      firstDayOfWeek="mon"
    >
      <div className={styles.head}>
        <IconButton
          slot="previous"
          size="small"
          label={t("controls.previousMonth")}
          icon={rtl ? <ChevronRight /> : <ChevronLeft />}
        />
        <Heading level={2} style={{ font: "inherit" }} />
        <IconButton
          slot="next"
          size="small"
          label={t("controls.nextMonth")}
          icon={rtl ? <ChevronLeft /> : <ChevronRight />}
        />
      </div>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className={styles.day} />}
        </CalendarGridBody>
      </CalendarGrid>
    </AriaCalendar>
  );
}
