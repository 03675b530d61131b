import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { silence } from "@/components/toasts";
import type { CustomRoleLine, Facility } from "@/ipc/generated/commands";
import { directory } from "@/testing/agenda";
import { facility, made, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { account, rolesView } from "@/testing/people";

import { App } from "./App";

const grace = account("grace", ["Grace", "O’Connor"], { role: "administrator", own: true });
const piotr = account("piotr", ["Piotr", "Wiśniewski"], { role: "laboratory" });

const officer: CustomRoleLine = {
  id: made("officer"),
  name: "Privacy officer",
  role: "billing",
  permissions: ["use_workstation", "see_audit"],
  active: true,
  holders: [],
  own: false,
  pending: false,
};
const manager: CustomRoleLine = {
  ...officer,
  id: made("manager"),
  name: "Practice manager",
  holders: ["Piotr Wiśniewski"],
};

function stage(custom: CustomRoleLine[] = [officer, manager], facilities?: Facility[]) {
  let lines = custom;
  const host = fakeHost({
    session_state: () => signedIn(["use_workstation", "manage_people"]),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    directory: () => ({ ...directory, ...(facilities && { facilities }) }),
    drafts: () => ({ drafts: [] }),
    people_list: () => ({ people: [grace, piotr] }),
    custom_roles: () => ({ ...rolesView, custom: lines }),
    save_custom_role: ({ id, active }) => {
      lines = lines.map((line) => (line.id === id ? { ...line, active } : line));
      return {};
    },
    change_person: () => ({}),
  });
  return { host, user: userEvent.setup() };
}

function roles(...rest: Parameters<typeof stage>) {
  const staged = stage(...rest);
  location.hash = "#/people?show=roles";
  render(<App />);
  return staged;
}

type Staged = ReturnType<typeof stage>;

const requestsOf = (host: Staged["host"], name: string): unknown[] =>
  host.asked.filter(({ command }) => command === name).map(({ request }) => request);

async function choose(user: Staged["user"], name: string): Promise<HTMLElement> {
  await user.click(await screen.findByRole("row", { name: new RegExp(name) }));
  return screen.findByRole("complementary", { name });
}

afterEach(silence);

test("a built-in role shows what it may do, stays as it is, and lends its rights to a new one", async () => {
  const { host, user } = roles();
  const panel = await choose(user, "Nurse");
  within(panel).getByText("Chart vital signs");
  within(panel).getByText("A built-in role stays as it is: make one like it.");
  expect(within(panel).queryByRole("button", { name: /^Change/ })).toBeNull();
  await user.keyboard("n");
  const sheet = await screen.findByRole("dialog", { name: "A role of your own" });
  await user.type(within(sheet).getByLabelText(/^Name/), "Scribe");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Scribe was saved");
  const [asked] = requestsOf(host, "save_custom_role") as [Record<string, unknown>];
  expect(asked).toMatchObject({ name: "Scribe", role: "nurse", active: true });
  expect(asked["permissions"]).toEqual(
    rolesView.table.find(({ role }) => role === "nurse")?.permissions,
  );
  expect(asked).not.toHaveProperty("was");
});

test("with a permission comes what it needs, and goes what needs it", async () => {
  const { host, user } = roles();
  await choose(user, "Privacy officer");
  await user.keyboard("e");
  const sheet = await screen.findByRole("dialog", { name: "Change Privacy officer" });
  const box = (name: string) => within(sheet).getByRole<HTMLInputElement>("checkbox", { name });
  await user.click(box("Record allergies"));
  for (const name of [
    "Find patients",
    "Open patients’ records",
    "See allergies, problems and findings",
  ])
    expect(box(name).checked).toBe(true);
  await user.click(box("Open patients’ records"));
  expect(box("Record allergies").checked).toBe(false);
  expect(box("Find patients").checked).toBe(true);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Privacy officer was saved");
  const [asked] = requestsOf(host, "save_custom_role") as [
    { permissions: string[]; was: string[] },
  ];
  expect(new Set(asked.permissions)).toEqual(
    new Set(["use_workstation", "find_patients", "see_audit"]),
  );
  expect(asked.was).toEqual(officer.permissions);
});

test("what the core refuses stays in the sheet, at its field", async () => {
  const { host, user } = roles();
  host.answer({
    save_custom_role: () => {
      throw refusal("invalid_fields", { fields: { name: "taken" } });
    },
  });
  await choose(user, "Privacy officer");
  await user.keyboard("e{Control>}{Enter}{/Control}");
  await screen.findByText("Another one has this name already.");
});

test("a role that somebody has is not retired, and one that nobody has can be taken back", async () => {
  const { host, user } = roles();
  await choose(user, "Practice manager");
  screen.getByText("People have this role: give them another one first.");
  await user.keyboard("x");
  expect(requestsOf(host, "save_custom_role")).toEqual([]);
  await choose(user, "Privacy officer");
  await user.keyboard("x");
  await screen.findByText("Privacy officer is given to nobody any more");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => {
    const active = requestsOf(host, "save_custom_role").map(
      (request) => (request as { active: boolean }).active,
    );
    expect(active).toEqual([false, true]);
  });
});

test("a person is given one of the clinic’s own roles, and works where it is chosen", async () => {
  const second: Facility = { ...facility, id: made("second"), name: "Quay Street" };
  const { host, user } = stage([officer], [facility, second]);
  location.hash = "#/people";
  render(<App />);
  await user.click(await screen.findByRole("row", { name: /Wiśniewski/ }));
  await user.keyboard("e");
  const sheet = await screen.findByRole("dialog", { name: /Change Piotr/ });
  const pick = async (field: RegExp, option: RegExp): Promise<void> => {
    const button = within(sheet).getByRole("button", { name: field });
    await user.click(button);
    await user.click(await screen.findByRole("option", { name: option }));
    await waitFor(() => {
      expect(screen.queryByRole("listbox")).toBeNull();
      expect(document.activeElement).toBe(button);
    });
  };
  await pick(/Role/, /Privacy officer/);
  await user.click(within(sheet).getByRole("radio", { name: /Chosen facilities/ }));
  await pick(/Quay Street/, /Nurse/);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Piotr Wiśniewski was changed");
  expect(requestsOf(host, "change_person")).toEqual([
    {
      person: "piotr",
      role: "billing",
      custom_role: "officer",
      memberships: [
        { facility: "facility", role: "billing", custom_role: "officer" },
        { facility: "second", role: "nurse" },
      ],
    },
  ]);
});
