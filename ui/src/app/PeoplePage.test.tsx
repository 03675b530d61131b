import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { silence } from "@/components/toasts";
import type { AccountLine, SessionView } from "@/ipc/generated/commands";
import { directory } from "@/testing/agenda";
import { made, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { account, rolesView } from "@/testing/people";

import { App } from "./App";

const grace = account("grace", ["Grace", "O’Connor"], { role: "administrator", own: true });
const piotr = account("piotr", ["Piotr", "Wiśniewski"], {
  role: "laboratory",
  second_factor: true,
});
const yusuf = account("yusuf", ["Yusuf", "Al-Masri"], { role: "billing", state: "disabled" });

const activation = {
  code: "K7Q2-M3ZX-9TRW-4HPD",
  verifier: "$argon2id$made",
  until: made<never>("2026-12-01T10:00:00.000Z"),
};

function stage(people: readonly AccountLine[] = [grace, piotr, yusuf], language = "en") {
  let list = [...people];
  const session: SessionView = signedIn(["use_workstation", "manage_people"]);
  const host = fakeHost({
    session_state: () => session,
    get_preferences: () => ({ theme: "light", density: "normal", language, single_keys: true }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    directory: () => directory,
    drafts: () => ({ drafts: [] }),
    people_list: () => ({ people: list }),
    custom_roles: () => rolesView,
    make_activation: () => activation,
    invite_person: () => ({}),
    reset_sign_in: () => ({}),
    change_person: ({ person, active }) => {
      list = list.map((one) =>
        one.id === person && active !== undefined
          ? { ...one, state: active ? "active" : "disabled" }
          : one,
      );
      return {};
    },
  });
  location.hash = "#/people";
  render(<App />);
  return { host, user: userEvent.setup() };
}

const requestsOf = (host: ReturnType<typeof stage>["host"], name: string): unknown[] =>
  host.asked.filter(({ command }) => command === name).map(({ request }) => request);

async function choose(user: ReturnType<typeof stage>["user"], name: string): Promise<void> {
  await user.click(await screen.findByRole("row", { name: new RegExp(name) }));
  await screen.findByRole("complementary", { name: new RegExp(name) });
}

/** Chooses as a person does, whose next key comes when the list is gone and the focus is back. */
async function pick(
  user: ReturnType<typeof stage>["user"],
  field: RegExp,
  option: string | RegExp,
): Promise<void> {
  const button = await screen.findByRole("button", { name: field });
  await user.click(button);
  await user.click(await screen.findByRole("option", { name: option }));
  await waitFor(() => {
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(button);
  });
}

afterEach(silence);

test("everybody is listed with role and state, and one’s own account is marked", async () => {
  stage();
  const mine = await screen.findByRole("row", { name: /O’Connor/ });
  within(mine).getByText("you");
  within(mine).getByText("Administrator");
  within(screen.getByRole("row", { name: /Masri/ })).getByText("Disabled");
  within(screen.getByRole("row", { name: /Wiśniewski/ })).getByText("On");
  screen.getByText("3 accounts");
});

test("an invitation shows the code once it was accepted, and not before, and neither Escape nor Enter loses it", async () => {
  const { host, user } = stage();
  host.answer({
    invite_person: ({ name }) => {
      if (name.given === "") throw refusal("invalid_fields", { fields: { given: "required" } });
      return {};
    },
  });
  await screen.findByRole("row", { name: /O’Connor/ });
  await user.keyboard("n");
  await user.type(await screen.findByLabelText(/Family name/), "Byrne");
  await pick(user, /Role/, "Doctor");
  await pick(user, /Agenda of their own/, /Aoife Byrne/);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Fill this in.");
  expect(screen.queryByText(activation.code)).toBeNull();
  await user.type(screen.getByLabelText(/Given names/), "Aoife");
  await user.type(screen.getByLabelText("Title"), "Dr");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText(activation.code);
  screen.getByText(/Give it to Dr Aoife Byrne in person\. It works once, until 01-Dec-2026/);
  const asked = requestsOf(host, "invite_person");
  expect(asked.at(-1)).toMatchObject({
    name: { family: "Byrne", given: "Aoife", prefix: "Dr" },
    role: "doctor",
    practitioner: "byrne",
    verifier: activation.verifier,
    activation_until: activation.until,
  });
  // Asked again after the refusal: the same account, with the same code.
  expect(new Set(asked.map((request) => (request as { id: string }).id)).size).toBe(1);
  expect(requestsOf(host, "make_activation")).toHaveLength(1);
  await user.keyboard("{Escape}{Enter}");
  screen.getByText(activation.code);
  await user.click(screen.getByRole("button", { name: "I have passed it on" }));
  await waitFor(() => expect(screen.queryByText(activation.code)).toBeNull());
});

test("one’s own account cannot be changed, and the buttons say why", async () => {
  const { host, user } = stage();
  await choose(user, "O’Connor");
  screen.getByText("This is your own account: another administrator changes it.");
  for (const name of [/^Change/, /^Reset sign-in/, /^Disable/]) {
    const button = screen.getByRole("button", { name });
    expect(button.getAttribute("aria-disabled")).toBe("true");
  }
  await user.keyboard("erx");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(requestsOf(host, "change_person")).toEqual([]);
});

test("the last administrator cannot be disabled", async () => {
  const { user } = stage([
    { ...grace, own: false },
    { ...piotr, own: true },
  ]);
  await choose(user, "O’Connor");
  screen.getByText("This is the last one who lets people in: give somebody else that right first.");
});

test("disabling names what it means and can be taken back for a while", async () => {
  const { host, user } = stage();
  await choose(user, "Wiśniewski");
  await user.keyboard("x");
  await screen.findByRole("alertdialog", { name: "Disable Piotr Wiśniewski?" });
  screen.getByText(/signed out everywhere at the next contact, and can be let in again here/);
  // Enter leaves things as they are.
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(requestsOf(host, "change_person")).toEqual([]);
  await user.click(screen.getByRole("button", { name: /^Disable/ }));
  await user.click(await screen.findByRole("button", { name: "Disable" }));
  await screen.findByText("Piotr Wiśniewski was disabled");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(requestsOf(host, "change_person")).toEqual([
      { person: "piotr", active: false },
      { person: "piotr", active: true },
    ]),
  );
});

test("a disabled account is enabled at once, and its sign-in is not reset before", async () => {
  const { host, user } = stage();
  await choose(user, "Masri");
  screen.getByText("The account is disabled: enable it first.");
  await user.keyboard("x");
  await screen.findByText("Yusuf Al-Masri was enabled");
  expect(requestsOf(host, "change_person")).toEqual([{ person: "yusuf", active: true }]);
});

test("a reset shows a new code, and takes the second factor away when asked to", async () => {
  const { host, user } = stage();
  await choose(user, "Wiśniewski");
  await user.keyboard("r");
  await screen.findByRole("alertdialog", { name: /Reset the sign-in of Piotr/ });
  await user.click(screen.getByRole("checkbox", { name: /Take the second factor away too/ }));
  await user.click(screen.getByRole("button", { name: "Reset and show the code" }));
  await screen.findByText(activation.code);
  expect(requestsOf(host, "reset_sign_in")).toEqual([
    {
      person: "piotr",
      verifier: activation.verifier,
      activation_until: activation.until,
      without_second_factor: true,
    },
  ]);
});

test("a change sends what was changed alone", async () => {
  const { host, user } = stage();
  await choose(user, "Wiśniewski");
  await user.keyboard("e");
  await screen.findByRole("dialog", { name: /Change Piotr/ });
  await pick(user, /Role/, "Pharmacy");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("Piotr Wiśniewski was changed");
  expect(requestsOf(host, "change_person")).toEqual([{ person: "piotr", role: "pharmacy" }]);
});

test("what the core refuses of a change is said in the sheet", async () => {
  const { host, user } = stage();
  host.answer({
    change_person: () => {
      throw refusal("last_administrator");
    },
  });
  await choose(user, "Wiśniewski");
  await user.keyboard("e");
  await user.click(await screen.findByRole("button", { name: "Save" }));
  await screen.findByText(/this is the last/);
});

test("a list that cannot be read says so", async () => {
  const { host } = stage();
  host.answer({
    people_list: () => {
      throw refusal("internal");
    },
  });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  host.announce({ kind: "changed", tags: ["directory"] });
  await screen.findByText("Something went wrong inside the program.");
});

test("the page is there in Arabic too", async () => {
  stage(undefined, "ar");
  await screen.findByRole("heading", { name: "الأشخاص" });
});

test("an administrator takes a link away after a warning, and has no way to make one", async () => {
  const linked = account("ana", ["Ana", "Byrne"], { linked: true });
  const { host, user } = stage([grace, linked]);
  host.answer({ unlink_person: () => ({}) });
  await choose(user, "Grace");
  expect(screen.queryByRole("button", { name: /Take the link away/ })).toBeNull();
  await choose(user, "Ana");
  await user.keyboard("u");
  const warning = within(await screen.findByRole("alertdialog"));
  warning.getByText(/They can link it again themselves/);
  expect(requestsOf(host, "unlink_person")).toEqual([]);
  await user.click(warning.getByRole("button", { name: "Take it away" }));
  await screen.findByText("The link of Ana Byrne was taken away");
  expect(requestsOf(host, "unlink_person")).toEqual([{ person: "ana" }]);
});
