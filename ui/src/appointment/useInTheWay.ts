import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { LocalDate, PractitionerId, RoomId, SlotTaken } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { usePatientNames } from "@/patient/useUnsettled";

import { usePractitionerName } from "./usePlaceText";

interface Asked {
  practitioner: PractitionerId;
  room?: RoomId | undefined;
  date: LocalDate;
}

/** Says what stood in the way of a place, and whose visit it is. */
export function useInTheWay(
  asked: Asked,
  taken: SlotTaken | undefined,
): { what: string; who: string | undefined } | undefined {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const nameOf = usePractitionerName();
  const directory = useDirectory();
  const by = taken?.by;
  const { data } = useQuery({
    ...query("agenda_day", { date: asked.date }),
    enabled: by !== undefined,
  });
  if (!taken) return undefined;
  const visit = data?.columns
    .flatMap(({ appointments }) => appointments)
    .find(({ appointment }) => appointment.id === by);
  const usual = directory?.practitioner(asked.practitioner)?.usual_room;
  const room = visit?.appointment.room ?? asked.room ?? usual;
  const roomName = room && directory?.room(room)?.name;
  const name = nameOf(asked.practitioner);
  const what = {
    practitioner: () => t("agenda.refused.practitioner", { name }),
    room: () =>
      roomName ? t("agenda.refused.room", { room: roomName }) : t("agenda.refused.roomUnknown"),
    patient: () => t("agenda.refused.patient"),
    hours: () => t("agenda.refused.hours", { name }),
    lease: () =>
      taken.workstation
        ? t("agenda.refused.lease", { name, letters: taken.workstation })
        : t("agenda.refused.leaseUnknown", { name }),
  }[taken.what]();
  const who =
    visit &&
    t("agenda.refused.by", {
      from: format.time(visit.appointment.start),
      to: format.time(visit.end),
      patient: names(visit.patient),
      name: nameOf(visit.appointment.practitioner),
    });
  return { what, who };
}
