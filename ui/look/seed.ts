import type {
  AgendaDayRequest,
  Facility,
  KeyCareView,
  PatientSummary,
  Permission,
  PersonId,
  PersonView,
  PractitionerId,
  Preferences,
  Role,
  SessionView,
  SyncStatusView,
  Trouble,
  UpdateStanding,
} from "../src/ipc/generated/commands";
import { fakeHost, refusal } from "../src/testing/fakeHost";
import { auditAnswers } from "./audit";
import { patientAnswers, practitioners } from "./patients";
import { peopleAnswers } from "./people";
import { restrictedAnswers, underLock } from "./restricted";
import { wardAnswers } from "./ward";
import { workstationAnswers } from "./workstations";

export interface Wanted {
  screen: string;
  role: string;
  theme: string;
  density: string;
  language: string;
}

/** Ids and dates of a stand-in are made up; here alone they may be called what they are not. */
const made = <Branded extends string>(text: string): Branded => text as Branded;

const person = (id: string, display_name: string, role: Role): PersonView => ({
  id: made(id),
  display_name,
  role,
});

export const people = [
  person("p1", "Niamh Kelly", "reception"),
  { ...person("p2", "Dr Aoife Byrne", "doctor"), practitioner: made<PractitionerId>("pr1") },
  person("p3", "Nurse Thị Hạnh Nguyễn", "nurse"),
  person("p4", "Piotr Wiśniewski", "laboratory"),
  person("p5", "Ciara Walsh", "pharmacy"),
  person("p6", "Yusuf Al-Masri", "billing"),
  person("p7", "Grace O’Connor", "administrator"),
];

const everyday: Permission[] = [
  "use_workstation",
  "find_patients",
  "see_agenda",
  "settle_attention",
];
const permissions: Record<Role, Permission[]> = {
  reception: [
    ...everyday,
    "open_patients",
    "register_patients",
    "edit_patients",
    "edit_coverage",
    "book_appointments",
    "advance_appointments",
    "lease_slots",
    "see_invoices",
    "issue_invoices",
    "take_payments",
  ],
  doctor: [
    ...everyday,
    "open_patients",
    "edit_patients",
    "see_clinical_record",
    "record_allergies",
    "chart_vitals",
    "book_appointments",
    "advance_appointments",
    "see_invoices",
    "watch_monitors",
    "assign_monitors",
    "acknowledge_alarms",
    "restrict_records",
    "lift_restrictions",
    "break_glass",
  ],
  nurse: [
    ...everyday,
    "open_patients",
    "edit_patients",
    "see_clinical_record",
    "record_allergies",
    "chart_vitals",
    "book_appointments",
    "advance_appointments",
    "watch_monitors",
    "assign_monitors",
    "acknowledge_alarms",
    "restrict_records",
    "lift_restrictions",
    "break_glass",
  ],
  laboratory: [...everyday, "open_patients", "see_clinical_record"],
  pharmacy: [
    ...everyday,
    "open_patients",
    "see_clinical_record",
    "record_allergies",
    "break_glass",
  ],
  billing: [
    ...everyday,
    "open_patients",
    "edit_patients",
    "edit_coverage",
    "see_invoices",
    "issue_invoices",
    "take_payments",
    "credit_invoices",
    "see_number_series",
  ],
  administrator: [
    ...everyday,
    "lease_slots",
    "see_number_series",
    "manage_people",
    "manage_workstations",
    "care_for_workstation",
    "see_incidents",
    "see_audit",
    "restrict_records",
    "review_emergency_access",
  ],
};

/** How it stands about newer versions of the program. */
function newer(screen: string): UpdateStanding {
  const version = "0.2.0";
  if (screen === "update") {
    const en = "Booking is faster.\nThe ward shows who acknowledged an alarm.";
    const ar = "الحجز أسرع.\nيعرض الجناح من أقرّ بالإنذار.";
    const update = { version, size: 16_600_000, notes: { en, ar }, by_itself: true };
    return { state: "offered", update };
  }
  if (screen === "update-fetching") {
    return { state: "fetching", version, received: 7_340_032, size: 16_600_000 };
  }
  if (screen === "update-deb") {
    const path = "/home/grace/.local/share/org.mainstay.workstation/updates/mainstay-0.2.0.deb";
    return { state: "handed_over", version, path, command: `sudo apt install '${path}'` };
  }
  return { state: "current" };
}

export const facility: Facility = {
  id: made("f1"),
  name: "Harbour Street Clinic",
  address_lines: ["12 Harbour Street", "Dún Laoghaire"],
  phone: "+353 1 555 0134",
  tax_number: "IE1234567X",
  zone: made("Europe/Dublin"),
  currency: made("EUR"),
  payment_days: 30,
  payment_note: "",
};

const patient = (
  id: string,
  display_name: string,
  birth_date: string,
  years: number,
  more: Partial<PatientSummary> = {},
): PatientSummary => ({
  id: made(id),
  display_name,
  record_number: `A-000${id.slice(1).padStart(3, "0")}`,
  birth_date: made(birth_date),
  age: { unit: "years", years },
  sex: "female",
  phone: "+353 86 555 01" + id.slice(1).padStart(2, "0"),
  city: "Dún Laoghaire",
  not_yet_shared: false,
  ...more,
});

export const patients: PatientSummary[] = [
  patient("m1", "SMITH, Ann (Mrs)", "1945-07-14", 81),
  patient("m2", "SMITH, Anna Maria", "1998-02-03", 28),
  patient("m3", "SMITHSON, Robert (Mr)", "1961-11-30", 64, {
    sex: "male",
    died_on: made("2026-03-02"),
  }),
  patient("m4", "NGUYỄN, Thị Minh Khai (Ms)", "1979-09-21", 47, { city: "Bray" }),
  patient("m5", "العلي, فاطمة", "1986", 40, { other_display_name: "AL-ALI, Fatima" }),
  patient("m6", "VAN DER WESTHUIZEN-O’SHAUGHNESSY, Maximiliana Theodora (Dr)", "1952-05-05", 74),
  patient("m7", "李, 小龙", "1973-11-27", 52, { sex: "male", other_display_name: "LI, Xiaolong" }),
  patient("m8", "КОВАЛЕНКО, Олена", "2025-10-02", 1, {
    age: { unit: "months_days", months: 13, days: 18 },
  }),
  patient("m9", "SMITH, Ann", "1978-12-01", 47, { city: "Bray", not_yet_shared: true }),
];

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();

function session({ screen, role }: Wanted): SessionView {
  if (screen.startsWith("locked")) {
    const hasPin = screen === "locked-pin";
    return {
      state: "locked",
      people,
      facility: facility.name,
      last: made("p2"),
      by_pin: hasPin ? [made<PersonId>("p2")] : [],
      ...(hasPin && { lease_days: 3 }),
      demo: !hasPin,
    };
  }
  if (screen.startsWith("trouble-")) {
    return {
      state: "trouble",
      trouble: screen.slice("trouble-".length) as Trouble,
      folder: "/home/reception/.local/share/org.mainstay.workstation",
      recovery: screen === "trouble-key_missing",
    };
  }
  if (screen === "choose") return { state: "choose_passphrase", keyring: "absent" };
  if (screen === "join") return { state: "needs_server" };
  if (screen === "passphrase" || screen === "opening") {
    const isShared = screen === "passphrase";
    return {
      state: "needs_passphrase",
      keyring: "locked",
      passphrase: isShared,
      recovery: true,
      people: isShared
        ? []
        : people.map(({ id, display_name, role: is }, index) => ({
            person: id,
            name: display_name,
            role: is,
            second_factor: index === 1,
          })),
    };
  }
  if (screen === "preparing") {
    return { state: "preparing", received: 1840, total: 4210, reachable: true };
  }
  const who = people.find((one) => one.role === role) ?? person("p1", "Niamh Kelly", "reception");
  return {
    state: "signed_in",
    person: who,
    permissions: permissions[who.role],
    facility,
    device: made("d1"),
    device_code: "A",
    lock_after_minutes: 5,
    demo: true,
  };
}

/** A core that answers what the frame asks; features add their own answers beside theirs. */
export function seed(wanted: Wanted) {
  let now = session(wanted);
  let care: KeyCareView = { opening: "by_itself", recovery: false, people: 0 };
  let preferences: Preferences = {
    theme: wanted.theme,
    density: wanted.density,
    language: wanted.language,
    single_keys: true,
  };
  const sync: SyncStatusView = {
    online: wanted.screen !== "offline",
    waiting: wanted.screen === "offline" ? 14 : 0,
    shared_at: made(new Date(Date.now() - 130_000).toISOString()),
    attention: wanted.screen === "offline" ? 3 : 0,
    refilling: false,
  };
  // Before anybody is signed in there are no preferences; the looks are put on from outside.
  document.documentElement.dataset["theme"] = wanted.theme;
  document.documentElement.dataset["density"] = wanted.density;
  document.documentElement.dataset["contrast"] = wanted.theme === "contrast" ? "more" : "usual";
  const ofPatients = patientAnswers(patients, () => ("permissions" in now ? now.permissions : []));
  return fakeHost({
    session_state: () => now,
    sign_in: ({ person: id, password, code }) => {
      if (password === "factor" && code === undefined) throw refusal("second_factor_needed");
      if (password === "chosen") throw refusal("password_to_be_chosen");
      if (password !== "demo") throw refusal("wrong_password");
      const role = people.find((one) => one.id === id)?.role ?? "reception";
      now = session({ ...wanted, screen: "", role });
      return now;
    },
    identity_provider: () =>
      wanted.screen === "locked-provider"
        ? { provider: { name: "Harbour Street ID", standing: "ready" } }
        : {},
    // Nobody sits before the browser.
    sign_in_through_provider: () => new Promise(() => undefined),
    activate: () => {
      throw refusal("password_not_taken", { problem: "easily_guessed", length_min: 15 });
    },
    return_by_pin: () => {
      throw refusal("wrong_pin", { tries_left: 2 });
    },
    lock: () => {
      now = session({ ...wanted, screen: "locked" });
      return now;
    },
    join_server: () => {
      throw refusal("server_unreachable");
    },
    give_passphrase: () => {
      throw refusal("wrong_password");
    },
    open_by_password: () => {
      throw refusal("wrong_password");
    },
    open_by_recovery: () => {
      throw refusal("wrong_password");
    },
    key_care: () => care,
    make_recovery_key: () => {
      care = { ...care, recovery: true };
      return { code: "K7Q2-M3ZX-9TRW-4HPD-XV5N-6GBC-2YJ8-WFQA" };
    },
    ask_at_start: ({ ask }) => {
      care = { ...care, opening: ask ? "by_somebody" : "by_itself", people: ask ? 1 : 0 };
      return care;
    },
    retry_unlock: () => now,
    get_preferences: () => preferences,
    set_preferences: (changed) => {
      preferences = changed;
      return preferences;
    },
    sync_status: () => sync,
    ...peopleAnswers(),
    ...workstationAnswers(wanted.screen),
    sharing_incidents: () => ({ incidents: [] }),
    update_state: () => ({ version: "0.1.0", standing: newer(wanted.screen) }),
    ...wardAnswers(wanted.screen, patients),
    ...auditAnswers(wanted.screen, people, patients),
    ...restrictedAnswers(wanted.screen, people),
    ...ofPatients,
    patient_page: ({ patient }) =>
      underLock(patient, people, (of) => ofPatients.patient_page({ patient: of })),
    recent_patients: ({ limit }) => ({
      patients: patients.slice(3, 3 + Math.min(limit, 3)),
      more: false,
    }),
    search_patients: ({ text, limit }) => {
      const found = patients.filter((one) =>
        plain(text)
          .split(/\s+/)
          .every((part) =>
            plain(`${one.display_name} ${one.other_display_name ?? ""}`).includes(part),
          ),
      );
      return { patients: found.slice(0, limit), more: found.length > limit };
    },
    directory: () => ({
      facility,
      facilities: [facility, { ...facility, id: made("hillside"), name: "Hillside Clinic" }],
      practitioners,
      rooms: [],
      services: [],
      people,
    }),
    attention_list: () => ({ items: [], open: 0 }),
    agenda_day: ({ date }: AgendaDayRequest) => ({ date, columns: [], clock_change_minutes: 0 }),
  });
}
