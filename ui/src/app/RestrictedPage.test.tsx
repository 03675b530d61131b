import { configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { App } from "@/app/App";
import type {
  EmergencyAccessLine,
  EmergencyView,
  PatientPageView,
  PatientSummary,
  Permission,
  Restriction,
} from "@/ipc/generated/commands";
import { directory } from "@/testing/agenda";
import { made, niamh, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

const ann: PatientSummary = { ...patientNamed("A-1", "SMITH, Ann"), sex: "female" };

const restriction: Restriction = {
  label: "vip",
  entitled: [niamh.id],
  since: made("2026-11-20T08:30:00.000Z"),
  by: niamh.id,
};

const inMinutes = (minutes: number): EmergencyView => ({
  access: made("access"),
  until: made(new Date(Date.now() + minutes * 60_000).toISOString()),
});

const pageWith = (more: Partial<PatientPageView>, restricted?: Restriction): PatientPageView => ({
  summary: ann,
  patient: {
    id: ann.id,
    record_number: ann.record_number,
    name: { family: "Smith", given: "Ann" },
    sex: "female",
    registered_at: made("2026-11-01T08:00:00.000Z"),
    ...(restricted && { restriction: restricted }),
  },
  unsettled: [],
  coverages: [],
  coming: [],
  past: [],
  ...more,
});

const closed = (): never => {
  throw refusal("record_restricted", { patient: ann.id, label: "vip" });
};

const clinician: Permission[] = [
  "use_workstation",
  "find_patients",
  "open_patients",
  "break_glass",
  "restrict_records",
  "lift_restrictions",
];

/** The window at a place; `page` answers for the record. */
function stage(place: string, page: () => PatientPageView, permissions = clinician) {
  const host = fakeHost({
    session_state: () => signedIn(permissions),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [], checked_at: made(new Date().toISOString()) }),
    drafts: () => ({ drafts: [] }),
    directory: () => ({ ...directory, people: [niamh, { ...niamh, ...sean }] }),
    unsettled_fields: () => ({ fields: [] }),
    account: () => ({
      recovery_codes_left: 0,
      pin_chosen: false,
      password_length_min: 15,
      linked: false,
    }),
    recent_patients: () => ({ patients: [], more: false }),
    search_patients: () => ({ patients: [], locked: [locked], more: false }),
    patient_page: page,
    open_in_emergency: () => ({}),
    end_emergency_access: () => ({}),
    restrict_record: () => ({}),
    lift_restriction: () => ({}),
    emergency_access_list: () => ({ accesses: [access], waiting: 1 }),
    restricted_records: () => ({
      records: [{ patient: ann.id, record_number: "A-000001", restriction }],
    }),
    review_emergency_access: () => ({}),
  });
  location.hash = place;
  render(<App />);
  const sent = (command: string): unknown[] =>
    host.asked.filter((asked) => asked.command === command).map(({ request }) => request);
  return { host, sent, user: userEvent.setup() };
}

const sean = { id: made<typeof niamh.id>("sean"), display_name: "Sean Murphy" };
const locked = {
  id: ann.id,
  display_name: "SMITH, Ann",
  birth_date: made<NonNullable<PatientSummary["birth_date"]>>("1945-07-14"),
};

const access: EmergencyAccessLine = {
  access: {
    id: made("access"),
    person: sean.id,
    patient: ann.id,
    reason: "care_emergency",
    words: "Unconscious in the waiting room",
    from: made("2026-11-20T08:30:00.000Z"),
    until: made("2026-11-20T09:30:00.000Z"),
  },
  record_number: "A-000001",
  person_name: "Sean Murphy",
  in_force: false,
  own: false,
  not_yet_shared: false,
};

configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
afterEach(() => {
  location.hash = "";
});

test("a closed record says why, and opens in an emergency by keys alone", async () => {
  let isOpen = false;
  const { user, sent } = stage("#/patients/A-1", () =>
    isOpen ? pageWith({ emergency: inMinutes(59.5) }, restriction) : closed(),
  );
  await screen.findByText("This record is restricted", { selector: "p" });
  expect(document.body.textContent).toContain("The patient is known to the public.");
  expect(document.body.textContent).not.toContain("SMITH");
  await user.keyboard("e");
  const sheet = await screen.findByRole("dialog");
  expect(sheet.textContent).toContain("Nothing of it can be printed or saved.");
  const first = within(sheet).getByRole("radio", { name: "The patient needs care now" });
  await waitFor(() => expect(document.activeElement).toBe(first));
  await user.keyboard(" ");
  await user.tab();
  await user.keyboard("Unconscious in the waiting room");
  await user.tab();
  await user.keyboard("demo");
  isOpen = true;
  await user.keyboard("{Enter}");
  await screen.findByText("59 minutes left");
  expect(screen.getByRole("alert").textContent).toContain("Open in an emergency");
  expect(document.querySelector("[data-emergency]")).not.toBeNull();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("SMITH, Ann");
  expect(sent("open_in_emergency")).toMatchObject([
    {
      access: {
        patient: "A-1",
        reason: "care_emergency",
        words: "Unconscious in the waiting room",
      },
      password: "demo",
    },
  ]);
});

test("a wrong password is said at its field, and what was typed stays", async () => {
  const { host, user } = stage("#/patients/A-1", closed);
  host.answer({
    open_in_emergency: () => {
      throw refusal("wrong_password");
    },
  });
  await user.click(await screen.findByRole("button", { name: "Open in an emergency" }));
  const sheet = await screen.findByRole("dialog");
  await user.click(within(sheet).getByRole("radio", { name: "Something else" }));
  const words = within(sheet).getByLabelText<HTMLTextAreaElement>(/In your words/);
  await user.type(words, "Covering for nobody");
  const secret = within(sheet).getByLabelText<HTMLInputElement>(/Your password/);
  await user.type(secret, "guess{Enter}");
  await within(sheet).findByText(/That is not the password/);
  expect(secret.value).toBe("");
  expect(document.activeElement).toBe(secret);
  expect(words.value).toBe("Covering for nobody");
});

test("whoever may not open it in an emergency is told that nobody is there", async () => {
  stage(
    "#/patients/A-1",
    () => {
      throw refusal("not_found", { kind: "patient" });
    },
    ["use_workstation", "find_patients", "open_patients"],
  );
  await screen.findByText("Nobody is kept under this address");
  expect(screen.queryByText("Open in an emergency")).toBeNull();
});

test("ended by hand, the record is gone from the screen at once", async () => {
  let isOpen = true;
  const { user, sent } = stage("#/patients/A-1", () =>
    isOpen ? pageWith({ emergency: inMinutes(30) }, restriction) : closed(),
  );
  const end = await screen.findByRole("button", { name: "End now" });
  isOpen = false;
  await user.click(end);
  await screen.findByText("This record is restricted", { selector: "p" });
  expect(document.body.textContent).not.toContain("SMITH");
  expect(sent("end_emergency_access")).toEqual([{ access: "access" }]);
});

test("over, it is asked for again until the core closes it", async () => {
  let asked = 0;
  stage("#/patients/A-1", () => {
    asked += 1;
    return asked < 3 ? pageWith({ emergency: inMinutes(-1) }, restriction) : closed();
  });
  await screen.findByText("This record is restricted", { selector: "p" });
  expect(document.body.textContent).not.toContain("SMITH");
});

test("who is in it in an emergency has no say over who else may open it", async () => {
  stage("#/patients/A-1?part=details", () => pageWith({ emergency: inMinutes(30) }, restriction));
  await screen.findByRole("heading", { name: "Who may open this record" });
  expect(screen.queryByRole("button", { name: "Lift the restriction" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Change" })).toBeNull();
});

test("a record is restricted to people who are chosen by name", async () => {
  const { user, sent } = stage("#/patients/A-1?part=details", () => pageWith({}));
  await user.click(await screen.findByRole("button", { name: "Restrict this record" }));
  const sheet = await screen.findByRole("dialog");
  await user.click(within(sheet).getByRole("radio", { name: /Psychiatric care/ }));
  expect(within(sheet).getByRole("checkbox", { name: /Niamh Kelly/ })).toHaveProperty(
    "checked",
    true,
  );
  await user.click(within(sheet).getByRole("checkbox", { name: /Sean Murphy/ }));
  await user.click(within(sheet).getByRole("button", { name: "Restrict" }));
  await screen.findByText("The record is restricted");
  expect(sent("restrict_record")).toEqual([
    { patient: "A-1", label: "psychiatry", entitled: ["niamh", "sean"] },
  ]);
});

test("a search finds a closed record by name and birth date, with a lock and nothing else", async () => {
  const { user } = stage("#/patients", closed);
  await user.type(await screen.findByRole("combobox"), "smi");
  const row = await screen.findByRole("link", { name: /SMITH, Ann/ });
  expect(row.textContent).toBe("RestrictedSMITH, AnnBorn 14-Jul-1945");
  expect(screen.queryByText(/No patient/)).toBeNull();
  await user.click(row);
  await screen.findByText("This record is restricted", { selector: "p" });
});

test("the palette leads to a closed record too", async () => {
  const { user } = stage("#/today", closed);
  await screen.findByRole("main");
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("smi");
  const row = await screen.findByRole("option", { name: /SMITH, Ann/ });
  expect(row.textContent).toContain("Restricted");
  await user.keyboard("{Enter}");
  await screen.findByText("This record is restricted", { selector: "p" });
});

test("an administrator reviews what waits, and the rail says how much does", async () => {
  const { user, sent } = stage("#/audit?show=emergency", closed, [
    "use_workstation",
    "see_audit",
    "review_emergency_access",
  ]);
  await screen.findByText("1 waits for review");
  expect(screen.getByRole("link", { name: /Audit/ }).textContent).toBe("Audit1");
  await user.click(await screen.findByRole("button", { name: "Review" }));
  const sheet = await screen.findByRole("dialog");
  expect(sheet.textContent).toContain("Unconscious in the waiting room");
  await user.click(within(sheet).getByRole("radio", { name: "Justified" }));
  await user.click(within(sheet).getByRole("button", { name: "Keep the review" }));
  await screen.findByText("Review kept");
  expect(sent("review_emergency_access")).toEqual([
    { access: "access", verdict: "justified", words: "" },
  ]);
});
