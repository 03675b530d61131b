import type { AppointmentId, LocalDate, PatientId, PractitionerId } from "@/ipc/generated/commands";

/** Where one is in the schedule: the URL holds it. */
export interface ScheduleSearch {
  date?: LocalDate;
  view?: "day" | "week";
  /** Whose week it is. */
  practitioner?: PractitionerId;
  /** Whose columns a day shows; everybody's when absent. */
  shown?: PractitionerId[];
  /** Whether cancelled visits are drawn. */
  cancelled?: boolean;
  /** The visit that is looked at. */
  appointment?: AppointmentId;
  /** For whom a visit is being booked: opens the booking sheet. */
  patient?: PatientId;
}
