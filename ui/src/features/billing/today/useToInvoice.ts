import { useQueries } from "@tanstack/react-query";

import { addDays } from "@/format/dates";
import type { AppointmentView, LocalDate } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** Days that are looked through, today among them: what was forgotten yesterday is still there. */
const DAYS = 7;

/** The visits that are done and have no invoice, the latest first; nothing before all days are known. */
export function useToInvoice(today: LocalDate): readonly AppointmentView[] | undefined {
  const days = Array.from({ length: DAYS }, (_, ago) => addDays(today, -ago));
  return useQueries({
    queries: days.map((date) => query("agenda_day", { date })),
    combine: (answers) => {
      if (answers.some(({ data }) => data === undefined)) return undefined;
      return answers
        .flatMap(({ data }) => data?.columns ?? [])
        .flatMap(({ appointments }) => appointments)
        .filter(({ appointment, invoice }) => appointment.status === "done" && !invoice)
        .toSorted((one, other) =>
          other.appointment.starts_at.localeCompare(one.appointment.starts_at),
        );
    },
  });
}
