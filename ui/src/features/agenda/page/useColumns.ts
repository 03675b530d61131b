import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { call } from "@/ipc/call";
import type { Directory } from "@/ipc/directory";
import {
  type AgendaColumn,
  type AgendaWeekRequest,
  type AgendaWeekView,
  effects,
} from "@/ipc/generated/commands";
import { searching } from "@/ipc/queries";

import { gridColumn } from "../grid/columns";
import type { Place } from "./usePlace";

/** Time passes in what is shown: who waits how long, who may arrive now. */
const again = { refetchInterval: 30_000, refetchIntervalInBackground: true };
const USUAL_MINUTES = 20;
const none: AgendaColumn[] = [];

/** As `searching`, for a question that may not be asked yet. */
const useWeek = (request: AgendaWeekRequest | undefined) =>
  useQuery<AgendaWeekView>({
    queryKey: ["agenda_week", request],
    queryFn: request ? () => call("agenda_week", request) : skipToken,
    meta: { tags: effects.agenda_week.tags },
    placeholderData: keepPreviousData,
    ...again,
  });

/** The days of a week on which there is work or a visit: a weekend off takes no room. */
function worked(week: AgendaColumn[]): AgendaColumn[] {
  const days = week.filter(
    ({ working, appointments }) => working.length > 0 || appointments.length > 0,
  );
  return days.length > 0 ? days : week;
}

/** The columns of the day or the week that one is at. */
export function useColumns(place: Place, directory: Directory | undefined) {
  const { view, date, practitioner, search } = place;
  const isWeek = view === "week" && practitioner !== undefined;
  const day = useQuery({ ...searching("agenda_day", { date }), ...again, enabled: !isWeek });
  const week = useWeek(isWeek ? { date, practitioner } : undefined);
  const answer = isWeek ? week : day;
  const all = answer.data?.columns ?? none;
  const days = useMemo(() => (isWeek ? worked(all) : all), [all, isWeek]);
  const { shown, cancelled = false } = search;
  const columns = useMemo(
    () =>
      days
        .filter((column) => isWeek || !shown || shown.includes(column.practitioner))
        .map((column) =>
          gridColumn(column, {
            step: directory?.practitioner(column.practitioner)?.usual_minutes ?? USUAL_MINUTES,
            showsCancelled: cancelled,
          }),
        ),
    [days, isWeek, shown, directory, cancelled],
  );
  return {
    columns,
    /** Everybody who has a column on this day, shown or not. */
    everybody: all.map((column) => column.practitioner),
    clockChange: isWeek ? 0 : (day.data?.clock_change_minutes ?? 0),
    /** Nothing was answered yet for where one is: what is on the screen is of before. */
    isBehind: answer.data === undefined || answer.isPlaceholderData,
    failure: answer.error?.failure,
  };
}
