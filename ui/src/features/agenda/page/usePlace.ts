import { useNavigate, useSearch } from "@tanstack/react-router";

import { useNow } from "@/components/useNow";
import { addDays, minutesOf } from "@/format/dates";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { LocalDate } from "@/ipc/generated/commands";
import { useSignedIn } from "@/ipc/session";

import type { ScheduleSearch } from "../search";

/** Where one is in the schedule, as the URL says, and the ways from there. */
export function usePlace(directory: Directory | undefined) {
  const search = useSearch({ from: "/schedule" });
  const navigate = useNavigate();
  const format = useFormat();
  const instant = useNow(20);
  const today = format.dateOf(instant);
  const own = useSignedIn()?.person.practitioner;
  const view = search.view ?? "day";
  const date = search.date ?? today;
  const practitioner = search.practitioner ?? own ?? directory?.practitioners[0]?.id;

  const go = (changes: Partial<ScheduleSearch>, replace = false): void => {
    void navigate({
      to: "/schedule",
      search: (now): ScheduleSearch => cleaned({ ...now, ...changes }),
      replace,
    });
  };
  const goTo = (to: LocalDate): void =>
    go({ date: to === today ? undefined : to, appointment: undefined });
  return {
    search,
    view,
    date,
    today,
    own,
    practitioner,
    now: { date: today, minute: minutesOf(format.timeOf(instant.toISOString())) },
    go,
    goTo,
    /** The day so many days, or weeks, from here. */
    away: (by: -1 | 1): LocalDate => addDays(date, view === "week" ? by * 7 : by),
  };
}

export type Place = ReturnType<typeof usePlace>;

/** Without what says nothing, so that the URL stays short. */
const cleaned = (search: ScheduleSearch): ScheduleSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
