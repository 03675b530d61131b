import type {
  AgendaDayRequest,
  AgendaDayView,
  AppointmentView,
  PatientSummary,
} from "../src/ipc/generated/commands";

const made = <Branded extends string>(text: string): Branded => text as Branded;

/** Visits that are done and wait for their invoice, for the home of the billing clerk. */
export function visitsToBill(
  { date }: AgendaDayRequest,
  patients: readonly PatientSummary[],
): AgendaDayView["columns"] {
  const ago = Math.round(
    (Date.parse(new Date().toISOString().slice(0, 10)) - Date.parse(date)) / 86_400_000,
  );
  const visit = (index: number, start: string, reason: string): AppointmentView => ({
    appointment: {
      id: made(`v${date}${index}`),
      patient: (patients[index] as PatientSummary).id,
      practitioner: made("pr1"),
      date,
      start: made(start),
      minutes: 20,
      starts_at: made(`${date}T${start}:00.000Z`),
      ends_at: made(`${date}T${start}:20.000Z`),
      status: "done",
      reason,
      services: [],
      booked_at: made(`${date}T08:00:00.000Z`),
      booked_by: made("p1"),
    },
    patient: patients[index] as PatientSummary,
    end: made("10:00"),
    next: [],
    not_yet_shared: index === 4,
    tentative: false,
  });
  const visits =
    ago === 0
      ? [
          visit(0, "09:00", "Cough for two weeks"),
          visit(4, "09:20", "Vaccination before a journey to Egypt"),
          visit(
            5,
            "10:40",
            "Blood pressure control and renewal of the repeat prescription, brings her diary",
          ),
        ]
      : ago === 1
        ? [visit(6, "16:20", "Back pain")]
        : [];
  return [
    { practitioner: made("pr1"), date, working: [], breaks: [], appointments: visits, leases: [] },
  ];
}
