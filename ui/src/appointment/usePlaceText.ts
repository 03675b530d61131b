import { useTranslation } from "react-i18next";

import { useNow } from "@/components/useNow";
import { timeAt } from "@/format/dates";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { AppointmentView, LocalDate, PractitionerId } from "@/ipc/generated/commands";

interface Placed {
  practitioner: PractitionerId;
  date: LocalDate;
  /** Minutes from midnight. */
  from: number;
  to: number;
}

/** Puts a place in the agenda into words: `Today 09:20–09:40, Dr Aoife Byrne`. */
export function usePlaceText(): (place: Placed) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  return ({ practitioner, date, from, to }) =>
    t("agenda.change.place", {
      day: format.day(date, today),
      from: timeAt(from),
      to: timeAt(to),
      name: nameOf(practitioner),
    });
}

/** Names practitioners as they are addressed. */
export function usePractitionerName(): (id: PractitionerId) => string {
  const format = useFormat();
  const directory = useDirectory();
  return (id) => {
    const name = directory?.practitioner(id)?.name;
    return name ? format.staff(name) : format.words.notKnown;
  };
}

/** The place that a visit has, in words. */
export function useVisitPlaceText(): (view: AppointmentView) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  return ({ appointment: { date, start, practitioner }, end }) =>
    t("agenda.change.place", {
      day: format.day(date, today),
      from: format.time(start),
      to: format.time(end),
      name: nameOf(practitioner),
    });
}
