import { useState } from "react";

import { timeAt } from "@/format/dates";
import type { Directory } from "@/ipc/directory";
import type { LocalDate, PractitionerId } from "@/ipc/generated/commands";

import { type BookingFields, newBooking } from "../booking/fields";

interface From {
  practitioner?: PractitionerId | undefined;
  date: LocalDate;
  /** Minutes from midnight; none when the start is still to be chosen. */
  from?: number | undefined;
  /** Minutes; the practitioner's usual length when absent. */
  minutes?: number | undefined;
}

const USUAL_MINUTES = 20;

/** The booking that is open, and the ways to begin one. */
export function useBookingStart(directory: Directory | undefined) {
  const [start, setStart] = useState<BookingFields | null>(null);
  return {
    start,
    begin: ({ practitioner, date, from, minutes }: From, some?: Partial<BookingFields>): void => {
      const usual = practitioner && directory?.practitioner(practitioner)?.usual_minutes;
      setStart(
        newBooking({
          practitioner: practitioner ?? null,
          date,
          start: from === undefined ? null : timeAt(from),
          minutes: minutes ?? usual ?? USUAL_MINUTES,
          ...some,
        }),
      );
    },
    resume: setStart,
    end: (): void => setStart(null),
  };
}
