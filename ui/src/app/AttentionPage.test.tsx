import { configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { App } from "@/app/App";
import type { AttentionView, Permission } from "@/ipc/generated/commands";
import { directory } from "@/testing/agenda";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

const ann = patientNamed("A-1", "SMITH, Ann");
const anne = patientNamed("B-7", "SMYTH, Anne");
const permissions: Permission[] = [
  "use_workstation",
  "find_patients",
  "open_patients",
  "edit_patients",
  "settle_attention",
];
const asked = {
  change: made<never>("c1"),
  person: made<never>("niamh"),
  device: made<never>("device"),
  recorded_at: made<never>("2026-11-20T08:30:00.000Z"),
};

const conflict = (field: string, base: unknown, theirs: unknown, mine: unknown): AttentionView => ({
  item: {
    id: made("i1"),
    state: "open",
    raised_at: made("2026-11-20T08:30:00.000Z"),
    conflict: {
      kind: "patient",
      record: "A-1",
      patient: ann.id,
      field,
      base,
      theirs,
      mine,
      asked,
      theirs_edited: {
        at: made("2026-11-20T08:10:00.000Z"),
        by: made("byrne"),
        device: made("another"),
      },
    },
  },
  patient: ann,
  asked_by: "Niamh Kelly",
  theirs_by: "Dr Aoife Byrne",
  current: theirs,
  offers: [],
});

const duplicate: AttentionView = {
  item: {
    id: made("i2"),
    state: "open",
    raised_at: made("2026-11-20T08:30:00.000Z"),
    duplicate: {
      registered: anne.id,
      existing: ann.id,
      grade: "likely",
      matching: ["similar_name", "birth_date"],
      asked,
    },
  },
  patient: anne,
  existing: ann,
  asked_by: "Niamh Kelly",
  offers: [],
};

/** The list with one item, which has the focus: its keys work. */
async function stage(...items: AttentionView[]) {
  const host = fakeHost({
    session_state: () => signedIn(permissions),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({
      online: true,
      waiting: 0,
      attention: items.length,
      refilling: false,
    }),
    active_alarms: () => ({ alarms: [], checked_at: made("2026-11-20T09:10:00.000Z") }),
    drafts: () => ({ drafts: [] }),
    directory: () => directory,
    attention_list: () => ({ items, open: items.length }),
    settle_conflict: () => ({}),
    discard_attention: () => ({}),
  });
  location.hash = "#/attention";
  render(<App />);
  const row = await screen.findByRole("row");
  await waitFor(() => expect(document.activeElement).toBe(row));
  const sent = (command: string): unknown[] =>
    host.asked.filter((one) => one.command === command).map(({ request }) => request);
  return { host, row, sent, user: userEvent.setup() };
}

configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
afterEach(() => {
  location.hash = "";
});

const birthDates = conflict("birth_date", "1945", "1945-07-14", "1954-07-14");

test("all three values are shown, with who gave them, where and when", async () => {
  const { row } = await stage(birthDates);
  const value = (name: string): string =>
    within(row).getByText(name).closest("div")?.textContent ?? "";
  expect(within(row).getByText("Birth date: two people gave different values")).toBeDefined();
  expect(value("Before")).toBe("Before1945");
  expect(value("In the record")).toContain("14-Jul-1945");
  expect(value("In the record")).toContain("Dr Aoife Byrne · 20-Nov-2026 08:10");
  expect(value("In the record")).toContain("at another workstation");
  expect(value("Also given")).toContain("14-Jul-1954");
  expect(value("Also given")).toContain("Niamh Kelly · 20-Nov-2026 08:30 · at this workstation");
});

test.each([
  ["m", { kind: "keep_mine" }],
  ["t", { kind: "keep_theirs" }],
])("the key %s keeps a value once a reason is given", async (key, choice) => {
  const { user, sent } = await stage(birthDates);
  await user.keyboard(key);
  await screen.findByRole("alertdialog");
  await user.keyboard("{Enter}");
  expect(sent("settle_conflict")).toEqual([]);
  await user.keyboard("passport shown{Enter}");
  await waitFor(() =>
    expect(sent("settle_conflict")).toEqual([
      { item: "i1", choice, was: "1945-07-14", reason: "passport shown" },
    ]),
  );
});

test("another value is entered in the field's own way", async () => {
  const { user, sent } = await stage(birthDates);
  await user.keyboard("n");
  const dialog = await screen.findByRole("alertdialog");
  await waitFor(() =>
    expect(document.activeElement).toBe(within(dialog).getByLabelText("Birth date")),
  );
  await user.keyboard("15jul45{Tab}asked");
  await user.click(within(dialog).getByRole("button", { name: "Settle" }));
  await waitFor(() =>
    expect(sent("settle_conflict")).toEqual([
      {
        item: "i1",
        choice: { kind: "enter_new", value: "1945-07-15" },
        was: "1945-07-14",
        reason: "asked",
      },
    ]),
  );
});

test("somebody who was faster is told of in the dialog, and nothing typed is lost", async () => {
  const { host, user } = await stage(birthDates);
  host.answer({
    settle_conflict: () => {
      throw refusal("changed_meanwhile", { field: "birth_date" });
    },
  });
  await user.keyboard("m");
  const dialog = await screen.findByRole("alertdialog");
  await user.keyboard("asked{Enter}");
  await waitFor(() => expect(within(dialog).getByRole("alert")).toBeDefined());
  expect(screen.getByLabelText<HTMLInputElement>("How do you know").value).toBe("asked");
});

test("a record that changed again since says what it holds now", async () => {
  const { row } = await stage({ ...birthDates, current: "1946" });
  expect(within(row).getByText(/it holds 1946 now/)).toBeDefined();
});

test("two patients stand side by side and are told apart with a reason", async () => {
  const { row, user, sent } = await stage(duplicate);
  expect(within(row).getByText("SMITH, Ann")).toBeDefined();
  expect(within(row).getByText("SMYTH, Anne")).toBeDefined();
  expect(within(row).getByText("They agree in: similar name, birth date")).toBeDefined();
  await user.keyboard("x");
  await screen.findByRole("alertdialog");
  await user.keyboard("sisters{Enter}");
  await waitFor(() =>
    expect(sent("discard_attention")).toEqual([{ item: "i2", reason: "sisters" }]),
  );
});

test("one's own items alone are asked for by a key", async () => {
  const { user, sent } = await stage(birthDates);
  await user.keyboard("f");
  await waitFor(() =>
    expect(sent("attention_list").at(-1)).toEqual({ settled: false, mine: true }),
  );
});
