// Restricted records for looking at screens: closed, open in an emergency, waiting for review, reviewed.
import type {
  EmergencyAccessLine,
  PatientPageView,
  PersonView,
  Restriction,
} from "../src/ipc/generated/commands";
import { refusal } from "../src/testing/fakeHost";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const before = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const restriction = (people: readonly PersonView[]): Restriction => ({
  label: "psychiatry",
  entitled: people.slice(0, 3).map(({ id }) => id),
  since: made(before(60 * 24 * 40)),
  by: people[0]?.id ?? made("gone"),
});

/** A page as it is under `closed` and `opened`; any other as it was. */
export function underLock(
  patient: string,
  people: readonly PersonView[],
  page: (patient: string) => PatientPageView,
): PatientPageView {
  if (patient === "closed") throw refusal("record_restricted", { patient, label: "psychiatry" });
  if (patient !== "opened") return page(patient);
  const shown = page("m1");
  return {
    ...shown,
    patient: { ...shown.patient, restriction: restriction(people) },
    emergency: { access: made("access"), until: made(before(-42.5)) },
  };
}

function access(
  n: number,
  people: readonly PersonView[],
  more: Partial<EmergencyAccessLine["access"]>,
): EmergencyAccessLine {
  const person = people[n % people.length];
  return {
    access: {
      id: made(`access-${n}`),
      person: person?.id ?? made("gone"),
      patient: made("m1"),
      reason: "care_emergency",
      words: "Unconscious in the waiting room, nobody who is entitled was in the house.",
      from: made(before(20 + n * 700)),
      until: made(before(n * 700 - 40)),
      ...more,
    },
    record_number: `A-00012${n}`,
    person_name: person?.display_name ?? "",
    in_force: n === 0,
    own: n === 2,
    not_yet_shared: false,
  };
}

/** Answers about restricted records. */
export function restrictedAnswers(screen: string, people: readonly PersonView[]) {
  const review = { by: people[1]?.id ?? made<never>("gone"), at: made<never>(before(90)) };
  const all = [
    access(0, people, {}),
    access(1, people, { reason: "covering", words: "يغطي المناوبة الليلية مكان زميله" }),
    access(2, people, { reason: "patient_request" }),
    access(3, people, { review: { ...review, verdict: "justified", words: "" } }),
    access(4, people, {
      reason: "other",
      review: { ...review, verdict: "not_justified", words: "No care was given that day." },
    }),
  ];
  const isEmpty = screen === "audit-none";
  return {
    emergency_access_list: () => ({
      accesses: isEmpty ? [] : all.map((line) => ({ ...line, reviewed_by: "Aoife Byrne" })),
      waiting: isEmpty ? 0 : 3,
    }),
    restricted_records: () => ({
      records: isEmpty
        ? []
        : [
            {
              patient: made<never>("m1"),
              record_number: "A-000120",
              restriction: restriction(people),
            },
          ],
    }),
    restrict_record: () => ({}),
    review_emergency_access: () => {
      throw refusal("own_access");
    },
    open_in_emergency: () => {
      throw refusal("wrong_password");
    },
  };
}
