import { minutesOf, timeAt } from "@/format/dates";
import type {
  AppointmentId,
  BookAppointment,
  LocalDate,
  LocalTime,
  PatientSummary,
  PractitionerId,
  RoomId,
  ServiceId,
  Slot,
} from "@/ipc/generated/commands";
import { uuid7 } from "@/ipc/uuid7";

/** The kind of form; each booking is kept under it with the new appointment's id. */
export const BOOKING = "book_appointment";

/** Where and when: what booking and moving both ask. */
export interface PlaceFields {
  practitioner: PractitionerId | null;
  date: LocalDate | null;
  start: LocalTime | null;
  /** Length, minutes. */
  minutes: number | null;
  /** Another room than the usual one. */
  room: RoomId | null;
}

/** A booking as it is typed. */
export interface BookingFields extends PlaceFields {
  /** Made with the form, so that sending it twice is one appointment. */
  id: AppointmentId;
  patient: PatientSummary | null;
  reason: string;
  services: ServiceId[];
}

export const newBooking = (start: Partial<BookingFields>): BookingFields => ({
  id: uuid7<AppointmentId>(),
  patient: null,
  practitioner: null,
  date: null,
  start: null,
  minutes: null,
  room: null,
  reason: "",
  services: [],
  ...start,
});

/** Whether anything was typed that would be a pity to lose. */
export const isWorthKeeping = ({ patient, reason, services }: BookingFields): boolean =>
  patient !== null || reason.trim() !== "" || services.length > 0;

/** The request, once everything that it needs is there. */
export function bookingOf(fields: BookingFields, outside: boolean): BookAppointment | undefined {
  const { id, patient, practitioner, date, start, minutes, room, reason, services } = fields;
  if (!patient || !practitioner || !date || !start || minutes === null) return undefined;
  return {
    id,
    patient: patient.id,
    practitioner,
    ...(room && { room }),
    date,
    start,
    minutes,
    reason: reason.trim(),
    services,
    outside_hours: outside,
  };
}

/** The fields with a free time put into them. */
export const withSlot = <Fields extends PlaceFields>(fields: Fields, slot: Slot): Fields => ({
  ...fields,
  practitioner: slot.practitioner,
  date: slot.date,
  start: slot.start,
  minutes: slot.minutes,
  room: slot.room ?? null,
});

/** When it would end, on the wall clock. */
export const endOf = ({ start, minutes }: PlaceFields): LocalTime | undefined =>
  start && minutes !== null ? timeAt(minutesOf(start) + minutes) : undefined;

const isText = (value: unknown): value is string => typeof value === "string";

function isPatient(value: unknown): value is PatientSummary {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    isText(value.id) &&
    "display_name" in value &&
    isText(value.display_name) &&
    "record_number" in value &&
    isText(value.record_number)
  );
}

/** Whether a draft is a booking that this version wrote. */
export function isBooking(body: unknown): body is BookingFields {
  if (typeof body !== "object" || body === null) return false;
  const fields: Record<string, unknown> = { ...body };
  const orNull = (name: string, check: (value: unknown) => boolean): boolean =>
    fields[name] === null || check(fields[name]);
  return (
    isText(fields["id"]) &&
    isText(fields["reason"]) &&
    Array.isArray(fields["services"]) &&
    fields["services"].every(isText) &&
    orNull("patient", isPatient) &&
    ["practitioner", "date", "start", "room"].every((name) => orNull(name, isText)) &&
    orNull("minutes", (value) => typeof value === "number")
  );
}

/** A length as people type it: `20`, `20 min`, `1h`, `1h30`, `1:30`. */
export function parseMinutes(text: string): number | undefined {
  const plain = text
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .trim()
    .toLowerCase();
  const only = /^(\d{1,3})\s*(?:m|min|د)?$/.exec(plain);
  if (only) return Number(only[1]);
  const both = /^(\d{1,2})\s*(?:h|:)\s*(\d{1,2})?\s*(?:m|min)?$/.exec(plain);
  return both ? Number(both[1]) * 60 + Number(both[2] ?? 0) : undefined;
}
