import { minutesOf, timeAt } from "@/format/dates";
import type {
  AgendaColumn,
  Appointment,
  AppointmentStatus,
  AppointmentView,
  DirectoryView,
  Practitioner,
  Stretch,
} from "@/ipc/generated/commands";

import { facility, made, niamh, patientNamed } from "./clinic";

/** The day on which the tests of the agenda play: a Friday in winter. */
export const FRIDAY = "2026-11-20";

/** The statuses that follow each, as the core answers them during the day. */
const following: Record<AppointmentStatus, AppointmentStatus[]> = {
  booked: ["arrived", "did_not_attend", "cancelled"],
  arrived: ["in_room", "booked", "cancelled"],
  in_room: ["done", "arrived"],
  done: ["in_room"],
  did_not_attend: ["booked"],
  cancelled: ["booked"],
};

interface Visit {
  start?: string;
  minutes?: number;
  status?: AppointmentStatus;
  practitioner?: string;
  date?: string;
  patient?: string;
  more?: Partial<AppointmentView>;
  record?: Partial<Appointment>;
}

/** A visit under `id`, of a patient whose name is made of it. */
export function aVisit(id: string, visit: Visit = {}): AppointmentView {
  const { start = "09:00", minutes = 20, status = "booked", practitioner = "byrne" } = visit;
  const date = visit.date ?? FRIDAY;
  const patient = patientNamed(`patient-${id}`, visit.patient ?? `${id.toUpperCase()}, Test`);
  return {
    appointment: {
      id: made(id),
      patient: patient.id,
      practitioner: made(practitioner),
      date: made(date),
      start: made(start),
      minutes,
      starts_at: made(`${date}T${start}:00.000Z`),
      ends_at: made(`${date}T${timeAt(minutesOf(start) + minutes)}:00.000Z`),
      status,
      reason: "",
      services: [],
      booked_at: made("2026-11-18T09:00:00.000Z"),
      booked_by: niamh.id,
      ...visit.record,
    },
    patient,
    end: timeAt(minutesOf(start) + minutes),
    next: following[status],
    not_yet_shared: false,
    tentative: false,
    ...visit.more,
  };
}

const stretch = (from: string, to: string): Stretch => ({ from: made(from), to: made(to) });

/** A day from nine to five with an hour at one. */
export const someColumn = (
  practitioner: string,
  date: string,
  appointments: AppointmentView[],
): AgendaColumn => ({
  practitioner: made(practitioner),
  date: made(date),
  working: [stretch("09:00", "13:00"), stretch("14:00", "17:00")],
  breaks: [stretch("13:00", "14:00")],
  appointments,
  leases: [],
});

const practitioner = (id: string, given: string, family: string): Practitioner => ({
  id: made(id),
  name: { family, given, prefix: "Dr" },
  specialty: "General practice",
  usual_room: made(`room-${id}`),
  hours: [],
  usual_minutes: 20,
  active: true,
});

/** Two doctors, their rooms, two services. */
export const directory: DirectoryView = {
  facility,
  facilities: [facility],
  practitioners: [practitioner("byrne", "Aoife", "Byrne"), practitioner("nolan", "Fionn", "Nolan")],
  rooms: [
    { id: made("room-byrne"), name: "Room 1" },
    { id: made("room-nolan"), name: "Room 2" },
  ],
  services: [
    {
      id: made("consultation"),
      code: "CONS20",
      name: "Consultation",
      price: { minor: 6000, currency: made("EUR") },
      tax_rate: 0,
      minutes: 20,
      active: true,
    },
    {
      id: made("vaccination"),
      code: "VACC",
      name: "Vaccination",
      price: { minor: 2500, currency: made("EUR") },
      tax_rate: 0,
      minutes: 10,
      active: true,
    },
  ],
  people: [niamh],
};
