// The audit trail for looking at screens: long names, two scripts, refusals, a workstation in trouble, nothing at all.
import type {
  AuditLineView,
  PatientSummary,
  PersonView,
  UnusualView,
} from "../src/ipc/generated/commands";
import { refusal } from "../src/testing/fakeHost";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const before = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const acts: readonly [string, boolean, AuditLineView["refused"]?][] = [
  ["patient_page", true],
  ["sign_in", false],
  ["sign_in", false, "wrong_password"],
  ["book_appointment", true],
  ["ward_board", true],
  ["print_document", true],
  ["search_elsewhere", false],
  ["record_allergy", true, "changed_meanwhile"],
  ["agenda_day", false],
  ["of_a_later_version", true],
];

function line(
  n: number,
  people: readonly PersonView[],
  patients: readonly PatientSummary[],
): AuditLineView {
  const [command, about_patient, refused] = acts[n % acts.length] ?? ["lock", false];
  const person = people[n % people.length];
  const patient = patients[n % patients.length];
  return {
    key: `w ${1_000 - n}`,
    at: made(before(n * 7)),
    person: person?.id ?? made("gone"),
    ...(n % 11 !== 10 && person && { person_name: person.display_name, role: person.role }),
    ...(n % 13 !== 12 && { workstation: n % 3 === 0 ? "A" : "B" }),
    by_server: n % 4 === 3,
    command,
    about_patient,
    ...(about_patient && n % 9 !== 8 && patient && { patient }),
    ...(refused && { refused }),
  };
}

/** Answers of a made-up trail. */
export function auditAnswers(
  screen: string,
  people: readonly PersonView[],
  patients: readonly PatientSummary[],
) {
  const lines = Array.from({ length: 100 }, (_, n) => line(n, people, patients));
  const [one] = patients;
  if (!one) throw new Error("nobody to report on");
  const asked = (): void => {
    if (screen === "audit-offline") throw refusal("server_unreachable");
  };
  const unusual: UnusualView[] = [
    {
      unusual: {
        rule: "many_records",
        day: made("2026-11-20"),
        person: made("p4"),
        patients: 61,
        usual: 9,
      },
      person_name: "Piotr Wiśniewski",
    },
    {
      unusual: {
        rule: "without_reason",
        day: made("2026-11-19"),
        person: made("p1"),
        patient: one.id,
      },
      person_name: "Niamh Kelly",
      patient: one,
    },
    {
      unusual: {
        rule: "outside_hours",
        day: made("2026-11-18"),
        person: made("p3"),
        time: made("03:12"),
        patients: 1,
      },
      person_name: "Nurse Thị Hạnh Nguyễn",
    },
  ];
  const isEmpty = screen === "audit-none";
  return {
    audit_trail: () => {
      asked();
      return {
        lines: isEmpty ? [] : lines,
        more: !isEmpty,
        troubled: isEmpty
          ? []
          : [{ workstation: "C", at: made<never>(before(900)), trouble: "forked" as const }],
      };
    },
    access_report: () => {
      asked();
      const about = lines.filter(({ about_patient }) => about_patient);
      return { patient: one, lines: about, more: false };
    },
    save_access_report: () => ({ path: `/home/grace/Documents/access-${one.record_number}.csv` }),
    unusual_access: () => {
      asked();
      return { found: isEmpty ? [] : unusual, more: false };
    },
  };
}
