import { configure, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { App } from "@/app/App";
import type { AuditLineView, AuditTrailRequest, AuditTrailView } from "@/ipc/generated/commands";
import { effects } from "@/ipc/generated/commands";
import { audit } from "@/locales/en/audit";
import { directory } from "@/testing/agenda";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

const ann = patientNamed("A-1", "SMITH, Ann");

const line = (key: string, more: Partial<AuditLineView> = {}): AuditLineView => ({
  key,
  at: made("2026-11-20T08:30:00.000Z"),
  person: made("byrne"),
  person_name: "Dr Aoife Byrne",
  role: "doctor",
  workstation: "B",
  by_server: false,
  command: "patient_page",
  about_patient: true,
  patient: ann,
  ...more,
});

type Trail = (request: AuditTrailRequest) => AuditTrailView;
const one: Trail = () => ({ lines: [line("b 7")], more: false, troubled: [] });

/** The page of an administrator. */
function stage(trail: Trail = one, hash = "#/audit") {
  const host = fakeHost({
    session_state: () => signedIn(["use_workstation", "find_patients", "see_audit"]),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [], checked_at: made("2026-11-20T09:10:00.000Z") }),
    drafts: () => ({ drafts: [] }),
    directory: () => directory,
    unsettled_fields: () => ({ fields: [] }),
    recent_patients: () => ({ patients: [ann], more: false }),
    search_patients: () => ({ patients: [ann], more: false }),
    audit_trail: trail,
    access_report: () => ({ patient: ann, lines: [line("b 7")], more: false }),
    save_access_report: () => ({ path: "/home/grace/Documents/access-A-1.csv" }),
    unusual_access: () => ({ found: [], more: false }),
  });
  location.hash = hash;
  render(<App />);
  const sent = (command: string): unknown[] =>
    host.asked.filter((asked) => asked.command === command).map(({ request }) => request);
  return { host, sent, user: userEvent.setup() };
}

configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
afterEach(() => {
  location.hash = "";
});

test("a line says who, as what, where, what, about whom, and what came of it", async () => {
  stage(() => ({
    lines: [
      line("b 8", { command: "sign_in", about_patient: false, refused: "wrong_password" }),
      line("b 7"),
    ],
    more: false,
    troubled: [],
  }));
  const [, failed, opened] = await screen.findAllByRole("row");
  expect(opened?.textContent).toContain("20-Nov-2026 08:30Dr Aoife ByrneDoctorBOpened the record");
  expect(opened?.textContent).toContain("SMITH, Ann");
  expect(opened?.textContent).toContain("Done");
  expect(failed?.textContent).toContain("Signed in");
  expect(failed?.textContent).toContain("Refused");
});

test("a command that this version does not know stays as it was written", async () => {
  stage(() => ({ lines: [line("b 7", { command: "later" })], more: false, troubled: [] }));
  const [, row] = await screen.findAllByRole("row");
  expect(row?.textContent).toContain("later");
});

test("keys turn pages and change what is looked at", async () => {
  const { sent, user } = stage(({ page }) => ({
    lines: [line(`b ${page}`)],
    more: page === 0,
    troubled: [],
  }));
  await screen.findByText("Lines 1 to 1");
  await user.keyboard("n");
  await screen.findByText("Lines 101 to 101");
  await user.keyboard("p");
  await screen.findByText("Lines 1 to 1");
  expect(sent("audit_trail").slice(0, 2)).toEqual([{ page: 0 }, { page: 1 }]);
  await user.keyboard("u");
  await screen.findByText("Nothing stands out", { selector: "p" });
  expect(sent("unusual_access")).toEqual([{ days: 7 }]);
  await user.keyboard("w");
  await screen.findByText("Choose a patient");
});

test("without the server it says so, and asks again when told", async () => {
  let isThere = false;
  const { user } = stage((request) => {
    if (!isThere) throw refusal("server_unreachable");
    return one(request);
  });
  await screen.findByRole("alert");
  isThere = true;
  await user.keyboard("r");
  await screen.findByText("Opened the record", { selector: "bdi" });
});

test("a workstation whose lines were not taken is named", async () => {
  stage(() => ({
    lines: [],
    more: false,
    troubled: [{ workstation: "C", at: made("2026-11-20T08:00:00.000Z"), trouble: "forked" }],
  }));
  await screen.findByText("Workstation C holds other lines than it handed in before");
  await screen.findByText("No lines");
});

test("a report is saved in the words of the window, and says where", async () => {
  const { sent, user } = stage(one, "#/audit?show=report");
  await user.click(await screen.findByRole("combobox", { name: "Patient" }));
  await user.keyboard("smi");
  await screen.findByRole("option");
  await user.keyboard("{Enter}");
  await screen.findByText("1 access");
  await user.keyboard("{Control>}s{/Control}");
  await screen.findByText("/home/grace/Documents/access-A-1.csv");
  const [saved] = sent("save_access_report");
  expect(saved).toMatchObject({
    report: { patient: "A-1" },
    headings: ["When", "Who", "Role", "Workstation", "What", "Why"],
    roles: { doctor: "Doctor" },
    commands: { patient_page: "Opened the record" },
    paper: "en",
  });
  await user.click(screen.getByRole("button", { name: "Save as a table" }));
  await waitFor(() => expect(sent("save_access_report")).toHaveLength(2));
  expect(sent("save_access_report")[1]).not.toHaveProperty("paper");
});

test("every command that leaves lines has its words", () => {
  const silent = new Set([
    "session_state",
    "identity_provider",
    "cancel_provider_sign_in",
    "key_care",
    "retry_unlock",
    "join_server",
    "rescue_cache",
    "sync_status",
    "active_alarms",
    "account",
    "own_sessions",
    "get_preferences",
    "set_preferences",
    "drafts",
    "save_draft",
    "discard_draft",
    "printers",
    "update_state",
  ]);
  const leaving = Object.keys(effects).filter((command) => !silent.has(command));
  expect(leaving.filter((command) => !(command in audit.command))).toEqual([]);
});
