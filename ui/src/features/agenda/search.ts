import type { AppointmentId, LocalDate, PractitionerId } from "@/ipc/generated/commands";

/** Where one is in the schedule: the URL holds it. */
export interface ScheduleSearch {
  date?: LocalDate;
  view?: "day" | "week";
  practitioner?: PractitionerId;
  appointment?: AppointmentId;
}
