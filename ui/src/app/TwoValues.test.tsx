import { act, configure, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { App } from "@/app/App";
import type {
  AttentionView,
  PatientSummary,
  Permission,
  UnsettledField,
} from "@/ipc/generated/commands";
import { FRIDAY, aVisit, directory, someColumn } from "@/testing/agenda";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost } from "@/testing/fakeHost";

const ann: PatientSummary = {
  ...patientNamed("A-1", "SMITH, Ann"),
  birth_date: made("1945-07-14"),
  age: { unit: "years", years: 81 },
  sex: "female",
};

const unsettled = (field: string, current: unknown, mine: unknown): UnsettledField => ({
  patient: ann.id,
  item: made(`item-${field}`),
  may_settle: true,
  kind: "patient",
  record: ann.id,
  field,
  current,
  mine,
  asked_by: "Niamh Kelly",
  asked_at: made("2026-11-20T08:30:00.000Z"),
});
const name = { family: "Smith", given: "Ann" };
const twoNames = unsettled("name", name, { ...name, given: "Anne" });
const twoDates: UnsettledField = {
  ...unsettled("birth_date", "1945-07-14", "1954-07-14"),
  mine_age: { unit: "years", years: 72 },
};
const twoSexes = unsettled("sex", "female", "male");

const refused: AttentionView = {
  item: {
    id: made("refused"),
    state: "open",
    raised_at: made("2026-11-20T08:40:00.000Z"),
    refused: {
      change: made("refused"),
      command: "record_coverage",
      request: { patient: ann.id },
      person: made("niamh"),
      device: made("device"),
      recorded_at: made("2026-11-20T08:30:00.000Z"),
      code: "not_found",
      data: {},
    },
  },
  patient: ann,
  asked_by: "Niamh Kelly",
  offers: [],
};

const permissions: Permission[] = [
  "use_workstation",
  "find_patients",
  "open_patients",
  "see_agenda",
  "book_appointments",
  "see_invoices",
  "settle_attention",
];

function stage(place: string, fields = [twoNames, twoDates, twoSexes]) {
  const host = fakeHost({
    session_state: () => signedIn(permissions),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 1, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    drafts: () => ({ drafts: [] }),
    directory: () => directory,
    unsettled_fields: () => ({ fields }),
    recent_patients: () => ({ patients: [ann], more: false }),
    search_patients: () => ({ patients: [ann], more: false }),
    free_slots: () => ({ slots: [] }),
    agenda_day: ({ date }) => ({
      date,
      columns: [
        someColumn("byrne", date, [
          { ...aVisit("a", { start: "09:20", status: "arrived" }), patient: ann },
        ]),
      ],
      clock_change_minutes: 0,
    }),
    attention_list: () => ({ items: [refused], open: 1 }),
    invoice_list: () => ({
      invoices: [
        {
          id: made("i"),
          kind: "invoice",
          number: "A-000001",
          patient: ann.id,
          patient_name: ann.display_name,
          record_number: ann.record_number,
          gross: { minor: 6000, currency: made("EUR") },
          due: { minor: 6000, currency: made("EUR") },
          standing: "unpaid",
          not_yet_shared: false,
        },
      ],
      total: 1,
      due: { minor: 6000, currency: made("EUR") },
      refunds_due: { minor: 0, currency: made("EUR") },
      takings_today: [],
    }),
  });
  location.hash = `#${place}`;
  render(<App />);
  return { host, user: userEvent.setup() };
}

configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(`${FRIDAY}T09:10:00Z`), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  location.hash = "";
});

const BIRTHS = "14-Jul-1945 (81y) or 14-Jul-1954 (72y)";
const MARK = "Two values are known: Name, Birth date, Sex";

test("search shows both names, both birth dates with their ages and both sexes", async () => {
  const { user } = stage("/settings");
  await screen.findByRole("heading", { name: "Settings" });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("sm");
  const row = await screen.findByRole("option", { name: /SMITH/ });
  for (const both of ["SMITH, Ann or SMITH, Anne", BIRTHS, "Female or Male", MARK]) {
    expect(row.textContent).toContain(both);
  }
});

test("the list of patients shows them, and one value again as soon as it is chosen", async () => {
  const { host } = stage("/patients");
  const row = await screen.findByRole("option", { name: /SMITH/ });
  for (const both of ["SMITH, Ann or SMITH, Anne", BIRTHS, "Female or Male", MARK]) {
    expect(row.textContent).toContain(both);
  }
  host.answer({ unsettled_fields: () => ({ fields: [] }) });
  act(() => host.announce({ kind: "changed", tags: ["attention"] }));
  await vi.waitFor(() => expect(row.textContent).not.toContain(" or "));
  expect(row.textContent).not.toContain("Two values");
});

test("the agenda shows them on the visit, among who waits, and beside the visit", async () => {
  const { user } = stage("/schedule");
  const [card] = await screen.findAllByText("or SMITH, Anne");
  expect(card?.closest("[data-status]")?.textContent).toContain(MARK);
  const waits = await screen.findByRole("heading", { name: /Waiting/ });
  const waiting = within(waits.parentElement as HTMLElement).getByRole("button");
  expect(waiting.textContent).toContain("SMITH, Ann or SMITH, Anne");
  await user.click(waiting);
  const panel = await screen.findByRole("region", { name: "Appointment" });
  expect(panel.textContent).toContain(BIRTHS);
  const link = within(panel).getByRole("link", { name: MARK });
  expect(link.getAttribute("href")).toContain("/attention?item=item-name");
});

test("a worklist shows them on items that are about something else", async () => {
  stage("/attention");
  const row = await screen.findByRole("row");
  for (const both of ["SMITH, Ann or SMITH, Anne", BIRTHS, "Female or Male"]) {
    expect(row.textContent).toContain(both);
  }
  expect(within(row).getByRole("link", { name: MARK })).toBeDefined();
});

test("invoices show both names", async () => {
  stage("/billing");
  const row = await screen.findByRole("row", { name: /SMITH/ });
  expect(row.textContent).toContain("SMITH, Ann or SMITH, Anne");
  expect(row.textContent).toContain(MARK);
});

test("a value that was given twice, or that the record holds by now, is not shown twice", async () => {
  stage("/patients", [
    unsettled("sex", "female", "female"),
    twoDates,
    { ...twoDates, item: made("again") },
  ]);
  const row = await screen.findByRole("option", { name: /SMITH/ });
  expect(row.textContent).toContain(BIRTHS);
  expect(row.textContent?.match(/1954/g)).toHaveLength(1);
  expect(row.textContent).not.toContain("Female or");
});
