import type {
  Allergy,
  AppointmentStatus,
  AppointmentSummary,
  ClinicalView,
  Coverage,
  DraftView,
  InvoiceStanding,
  InvoiceSummary,
  Observation,
  Patient,
  PatientPageView,
  PatientSummary,
  Permission,
  Practitioner,
  UnsettledField,
} from "../src/ipc/generated/commands";
import { refusal } from "../src/testing/fakeHost";

const made = <Branded extends string>(text: string): Branded => text as Branded;
const day = (by: number): string =>
  new Date(Date.now() + by * 86_400_000).toISOString().slice(0, 10);
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** A birth date of which reception and a nurse wrote down different ones. */
const unsettled = (patient: PatientSummary["id"]): UnsettledField[] => [
  {
    patient,
    item: made("a6"),
    may_settle: true,
    kind: "patient",
    record: patient,
    field: "birth_date",
    current: "1945-07-14",
    mine: "1954-07-14",
    mine_age: { unit: "years", years: 72 },
    asked_by: "Niamh Kelly",
    asked_at: made(ago(95)),
  },
];

const practitioner = (id: string, prefix: string, given: string, family: string): Practitioner => ({
  id: made(id),
  name: { prefix, given, family },
  specialty: "",
  hours: [],
  usual_minutes: 20,
  active: true,
});
export const practitioners = [
  practitioner("pr1", "Dr", "Aoife", "Byrne"),
  practitioner("pr2", "Dr", "Chinedu", "Okafor"),
];

const allergy = (
  substance: string,
  reaction: string,
  criticality: Allergy["criticality"],
): Allergy => ({
  id: made(`a-${substance}`),
  patient: made("m1"),
  substance,
  reaction,
  criticality,
  status: "active",
  recorded_at: made(ago(400_000)),
  recorded_by: made("p2"),
});

const units: Record<string, string> = {
  "8867-4": "/min",
  "59408-5": "%",
  "9279-1": "/min",
  "8310-5": "Cel",
  "8480-6": "mm[Hg]",
  "8462-4": "mm[Hg]",
  "29463-7": "kg",
  "8302-2": "cm",
};

const taken = (
  minutes: number,
  values: Record<string, string>,
  more: Partial<Observation> = {},
): Observation[] =>
  Object.entries(values).map(([code, value]) => ({
    id: made(`o-${minutes}-${code}`),
    patient: made("m1"),
    code,
    value,
    unit: units[code] ?? "",
    taken_at: made(ago(minutes)),
    source: "typed",
    simulated: false,
    recorded_by: made("p3"),
    ...more,
  }));

const observations = [
  ...taken(
    12,
    { "8867-4": "84", "59408-5": "97", "9279-1": "16", "8480-6": "132", "8462-4": "78" },
    { source: "monitor", monitor: "bed-4", simulated: true },
  ),
  ...taken(95, {
    "8867-4": "88",
    "59408-5": "96",
    "9279-1": "18",
    "8310-5": "37.0",
    "8480-6": "141",
    "8462-4": "83",
  }),
  ...taken(60 * 24 * 9, { "8310-5": "36.8", "29463-7": "68.4", "8302-2": "164" }),
  ...taken(
    60 * 24 * 41,
    { "8867-4": "76", "8480-6": "128", "8462-4": "80" },
    {
      source: "imported",
      recorded_by: undefined,
    },
  ),
  ...taken(60 * 24 * 180, { "8480-6": "135", "29463-7": "69.1" }),
];

const condition = (text: string, onset: string, ended?: string) => ({
  id: made<ClinicalView["conditions"][number]["id"]>(`c-${text}`),
  patient: made<Patient["id"]>("m1"),
  text,
  code: "",
  onset: made<NonNullable<Patient["died_on"]>>(onset),
  ended: ended === undefined ? undefined : made<NonNullable<Patient["died_on"]>>(ended),
  status: ended === undefined ? ("active" as const) : ("resolved" as const),
});

const visit = (
  id: string,
  by: number,
  start: string,
  status: AppointmentStatus,
  reason: string,
  not_yet_shared = false,
): AppointmentSummary => ({
  id: made(id),
  date: made(day(by)),
  start: made(start),
  minutes: 20,
  practitioner: made(id.length % 2 ? "pr1" : "pr2"),
  status,
  reason,
  not_yet_shared,
  tentative: not_yet_shared,
});

const coverage = (payer: string, member: string, plan: string, to?: string): Coverage => ({
  id: made(`k-${payer}`),
  patient: made("m1"),
  payer,
  member_number: member,
  plan,
  from: made("2024-01-01"),
  to: to === undefined ? undefined : made(to),
});

const invoice = (
  number: string | undefined,
  standing: InvoiceStanding,
  gross: number,
  due: number,
  by: number,
): InvoiceSummary => ({
  id: made(`i-${number ?? "draft"}`),
  kind: "invoice",
  number,
  patient: made("m1"),
  patient_name: "SMITH, Ann (Mrs)",
  record_number: "A-000001",
  issued_on: number === undefined ? undefined : made(day(by)),
  due_on: number === undefined ? undefined : made(day(by + 30)),
  gross: { minor: gross, currency: made("EUR") },
  due: { minor: due, currency: made("EUR") },
  standing,
  not_yet_shared: number === "A-000031",
});

/** What the record holds of each; those that are not named have nothing but their name. */
const records: Record<string, Partial<Patient>> = {
  m1: {
    name: { family: "Smith", given: "Ann", prefix: "Mrs", preferred: "Annie" },
    national_number: "9434765919",
    phone: "+353 86 555 0101",
    second_phone: "+353 1 555 0199",
    email: "annie.smith@example.org",
    address: {
      lines: ["Apartment 14, The Old Customs House", "27 Harbour Street Upper"],
      city: "Dún Laoghaire",
      postal_code: "A96 X7R2",
      country: "",
    },
    language: "en",
    emergency_contact: {
      name: "Gearóid Smith-Fitzgerald",
      relationship: "Son",
      phone: "+353 87 555 0142",
    },
  },
  m5: { other_name: { family: "Al-Ali", given: "Fatima" }, language: "ar" },
};

const clinicalOf: Record<string, Partial<ClinicalView>> = {
  m1: {
    allergies: {
      status: "known",
      active: [
        allergy("latex", "Contact dermatitis", "low"),
        allergy("penicillin", "Rash + facial swelling, breathlessness", "high"),
        allergy("sulfamethoxazole and trimethoprim", "", "not_known"),
      ],
    },
    conditions: [
      condition("Type 2 diabetes mellitus", "2009-04-02"),
      condition("Essential hypertension", "2004-11-19"),
      condition("Chronic obstructive pulmonary disease with acute exacerbations", "2015-02-01"),
      condition("Fracture of distal radius", "2019-01-04", "2019-03-22"),
    ],
    observations,
    monitor: "bed-4",
  },
  m4: {
    allergies: {
      status: "no_known",
      active: [],
      stated_by: "Dr Aoife Byrne",
      stated_at: made(ago(2000)),
    },
  },
};

function pageOf(summary: PatientSummary, permissions: readonly Permission[]): PatientPageView {
  const isRich = summary.id === made<PatientSummary["id"]>("m1");
  const [family = "", rest = ""] = summary.display_name.split(", ");
  const patient: Patient = {
    id: summary.id,
    record_number: summary.record_number,
    name: { family, given: rest.replace(/ \(.*/, "") },
    birth_date: summary.birth_date,
    sex: summary.sex,
    died_on: summary.died_on,
    phone: summary.phone,
    registered_at: made("2024-03-01T09:12:00.000Z"),
    ...records[summary.id],
  };
  const may = (permission: Permission): boolean => permissions.includes(permission);
  return {
    summary: {
      ...summary,
      ...(patient.name.preferred && { preferred_name: patient.name.preferred }),
    },
    patient,
    unsettled: isRich ? unsettled(summary.id) : [],
    ...(isRich && { national_number_grouped: "943 476 5919" }),
    coverages: isRich
      ? [
          coverage("Vhi Healthcare", "IE-77-0042-118", "One Plan 250"),
          coverage("Laya Assurance and Mutual Benefit Society", "L 99812", "", "2025-12-31"),
        ]
      : [],
    coming: isRich
      ? [
          visit("v1", 0, "15:40", "arrived", "Cough since Tuesday, worse at night"),
          visit("v22", 14, "09:20", "booked", "Diabetes review", true),
        ]
      : [],
    past: isRich
      ? [
          visit("v3", -9, "10:00", "done", "Blood pressure check"),
          visit("v44", -41, "11:20", "did_not_attend", "Vaccination"),
          visit("v5", -72, "16:00", "cancelled", "Repeat prescription"),
          visit("v66", -120, "09:00", "done", "Annual review with bloods"),
        ]
      : [],
    ...(may("see_invoices") && {
      invoices: isRich
        ? [
            invoice(undefined, "draft", 6500, 6500, 0),
            invoice("A-000031", "part_paid", 12_300, 4300, -9),
            invoice("A-000017", "overdue", 1_234_550, 1_234_550, -72),
            invoice("A-000009", "paid", 4500, 0, -120),
          ]
        : [],
    }),
    ...(may("see_clinical_record") && {
      clinical: {
        allergies: { status: "not_recorded", active: [] },
        conditions: [],
        observations: [],
        ...clinicalOf[summary.id],
      },
    }),
  };
}

/** What the stand-in answers about patients: finding, registering and reading them. */
export function patientAnswers(
  patients: readonly PatientSummary[],
  permissions: () => readonly Permission[],
) {
  let drafts: DraftView[] = [
    {
      form: "register_patient/0193a000-0000-7000-8000-00000000abcd",
      body: { family: "Ó Súilleabháin", given: "Caoimhín", birthDate: "1988-03-17" },
      saved_at: made(ago(47)),
    },
  ];
  return {
    unsettled_fields: () => ({ fields: unsettled(made("m1")) }),
    drafts: () => ({ drafts }),
    save_draft: ({ form, body }: { form: string; body: unknown }) => {
      drafts = [
        { form, body, saved_at: made<DraftView["saved_at"]>(ago(0)) },
        ...drafts.filter((one) => one.form !== form),
      ];
      return {};
    },
    discard_draft: ({ form }: { form: string }) => {
      drafts = drafts.filter((one) => one.form !== form);
      return {};
    },
    patient_page: ({ patient }: { patient: string }) => {
      const summary = patients.find(({ id }) => id === patient);
      if (!summary) throw refusal("not_found");
      return pageOf(summary, permissions());
    },
    possible_duplicates: ({ name }: { name: { family: string } }) => ({
      candidates: name.family.toLowerCase().startsWith("smith")
        ? [
            {
              patient: patients[0] as PatientSummary,
              grade: "likely" as const,
              matching: ["name" as const, "birth_date" as const, "sex" as const],
            },
            {
              patient: patients[1] as PatientSummary,
              grade: "possible" as const,
              matching: ["similar_name" as const],
            },
            {
              patient: patients[2] as PatientSummary,
              grade: "possible" as const,
              matching: ["similar_name" as const, "phone" as const],
            },
          ]
        : [],
    }),
    register_patient: () => {
      throw refusal("invalid_fields", {
        fields: { phone: "invalid", birth_date: "in_future", "address.lines": "too_long" },
      });
    },
    edit_patient: () => {
      throw refusal("invalid_fields", { fields: { email: "invalid" } });
    },
    chart_vitals: () => {
      throw refusal("invalid_fields", { fields: { "8310-5": "invalid", "8462-4": "invalid" } });
    },
    record_allergy: () => ({}),
    retract_allergy: () => ({}),
    state_no_known_allergies: () => ({}),
    record_coverage: () => ({}),
    end_coverage: () => ({}),
  };
}
