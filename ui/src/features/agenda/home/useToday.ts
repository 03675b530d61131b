import { useQuery } from "@tanstack/react-query";

import { useNow } from "@/components/useNow";
import { minutesOf } from "@/format/dates";
import { useFormat } from "@/format/useFormat";
import type { AppointmentStatus, AppointmentView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** The visits of today, read again as time passes: who waits how long, who is late. */
export function useToday() {
  const format = useFormat();
  const now = useNow(20);
  const date = format.dateOf(now);
  const minute = minutesOf(format.timeOf(now.toISOString()));
  const { data } = useQuery({
    ...query("agenda_day", { date }),
    refetchInterval: 30_000,
    refetchIntervalInBackground: true,
  });
  const visits = (data?.columns ?? [])
    .flatMap(({ appointments }) => appointments)
    .toSorted((one, other) => one.appointment.start.localeCompare(other.appointment.start));
  return {
    isKnown: data !== undefined,
    date,
    visits,
    withStatus: (status: AppointmentStatus): AppointmentView[] =>
      visits.filter(({ appointment }) => appointment.status === status),
    /** Minutes since the visit was to begin; nothing before that. */
    lateBy: ({ appointment }: AppointmentView): number | undefined => {
      const late = minute - minutesOf(appointment.start);
      return appointment.status === "booked" && late > 0 ? late : undefined;
    },
  };
}
