import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Dialog, DialogTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { addDays } from "@/format/dates";
import { type Lean, parseBirthDate, parseDate, parseTime } from "@/format/parseDate";
import { useFormat } from "@/format/useFormat";
import type { BirthDate, LocalDate, LocalTime } from "@/ipc/generated/commands";

import { IconButton } from "./Button";
import { Calendar } from "./Calendar";
import { Popover } from "./Popover";
import { ReadField, type ReadFieldProps } from "./ReadField";

import styles from "./DateField.module.css";

interface DateFieldProps extends ReadFieldProps<LocalDate> {
  /** The facility's date now. */
  today: LocalDate;
  /** Which way `5/1` or `fri` leans. */
  lean?: Lean;
}

/** A day: typed in any usual form, stepped with the arrow keys, or picked from a month. */
export function DateField({ today, lean = "future", ...rest }: DateFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.row}>
      <ReadField
        placeholder="DD-Mmm-YYYY"
        {...rest}
        read={(text) => parseDate(text, { today, lean })}
        write={format.date}
        echo={format.weekdayDate}
        step={(value, by) => addDays(value ?? today, value === null ? 0 : by)}
        problem={t("controls.notADate")}
      />
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <IconButton look="plain" label={t("controls.showCalendar")} icon={<CalendarDays />} />
        <Popover>
          <Dialog aria-label={rest.label}>
            <Calendar
              label={rest.label}
              value={rest.value}
              autoFocus
              onChange={(picked) => {
                rest.onChange(picked);
                setOpen(false);
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}

/** A birth date, whole or known only to the month or the year. */
export function BirthDateField({
  today,
  ...rest
}: ReadFieldProps<BirthDate> & { today: LocalDate }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ReadField
      placeholder="DD-Mmm-YYYY"
      {...rest}
      read={(text) => parseBirthDate(text, today)}
      write={format.date}
      echo={format.date}
      problem={t("controls.notADate")}
    />
  );
}

/** A time of day on the wall clock; the arrow keys step by five minutes. */
export function TimeField(props: ReadFieldProps<LocalTime>) {
  const { t } = useTranslation();
  const format = useFormat();
  const step = (value: LocalTime | null, by: 1 | -1): LocalTime => {
    const [hours = 9, minutes = 0] = (value ?? "09:00").split(":").map(Number);
    const next = (((hours * 60 + minutes + (value === null ? 0 : by * 5)) % 1440) + 1440) % 1440;
    return (
      parseTime(`${Math.floor(next / 60)}:${String(next % 60).padStart(2, "0")}`) ??
      value ??
      step(null, by)
    );
  };
  return (
    <ReadField
      placeholder="HH:mm"
      {...props}
      read={parseTime}
      write={format.time}
      echo={format.time}
      step={step}
      problem={t("controls.notATime")}
    />
  );
}
