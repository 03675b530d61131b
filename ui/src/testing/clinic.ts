import type {
  Facility,
  PatientSummary,
  Permission,
  PersonView,
  SessionView,
} from "@/ipc/generated/commands";

/** Ids and dates in tests are made up; here alone they may be called what they are not. */
export const made = <Branded extends string>(text: string): Branded => text as Branded;

export const facility: Facility = {
  id: made("facility"),
  name: "Harbour Street Clinic",
  address_lines: [],
  phone: "",
  tax_number: "",
  zone: made("Europe/Dublin"),
  currency: made("EUR"),
  payment_days: 30,
  payment_note: "",
};

export const niamh: PersonView = {
  id: made("niamh"),
  display_name: "Niamh Kelly",
  role: "reception",
};

export const signedIn = (
  permissions: Permission[] = ["use_workstation", "find_patients", "open_patients"],
): SessionView => ({
  state: "signed_in",
  person: niamh,
  permissions,
  facility,
  device: made("device"),
  device_code: "A",
  lock_after_minutes: 5,
  demo: true,
});

export const locked: SessionView = {
  state: "locked",
  people: [niamh],
  facility: facility.name,
  last: niamh.id,
  by_pin: [],
  demo: true,
};

export const patientNamed = (id: string, display_name: string): PatientSummary => ({
  id: made(id),
  display_name,
  record_number: id,
  sex: "not_known",
  not_yet_shared: false,
});
