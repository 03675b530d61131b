import { configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { silence } from "@/components/toasts";
import type { InvitationLine, WorkstationLine } from "@/ipc/generated/commands";
import { directory } from "@/testing/agenda";
import { facility, made, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { workstation } from "@/testing/workstations";

import { App } from "./App";

const LINE = "K7Q2-M3ZX-9TRW@XV5N-6GBC-2YJ8-WFQA-4HPD";
const own = workstation("A", { own: true });
const other = workstation("B");
const silent = workstation("C", { silent_days: 9, locks_in_days: 5 });

interface Start {
  workstations?: readonly WorkstationLine[];
  invitations?: readonly InvitationLine[];
  language?: string;
  hasFactor?: boolean;
}

function stage(start: Start = {}) {
  const { language = "en", hasFactor = false } = start;
  let list = [...(start.workstations ?? [own, other, silent])];
  let invitations = [...(start.invitations ?? [])];
  const host = fakeHost({
    session_state: () => signedIn(["use_workstation", "manage_workstations"]),
    get_preferences: () => ({ theme: "light", density: "normal", language, single_keys: true }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    directory: () => ({ ...directory, facility }),
    drafts: () => ({ drafts: [] }),
    account: () => ({
      recovery_codes_left: 0,
      pin_chosen: false,
      password_length_min: 15,
      linked: false,
      ...(hasFactor && { second_factor_since: made<never>("2026-11-01T08:00:00.000Z") }),
    }),
    workstation_list: () => ({ workstations: list, invitations }),
    invite_workstation: ({ proof }) => {
      if (proof.password !== "right") throw refusal("wrong_password");
      invitations = [open("one")];
      return {
        line: LINE,
        address: "https://192.0.2.7:7400",
        until: made<never>("2026-12-01T10:00:00.000Z"),
      };
    },
    withdraw_invitation: () => {
      invitations = [];
      return {};
    },
    revoke_workstation: ({ revoke }) => {
      list = list.map((one) =>
        one.id === revoke.workstation
          ? { ...one, state: revoke.wipe ? "to_be_wiped" : "revoked" }
          : one,
      );
      return {};
    },
  });
  location.hash = "#/workstations";
  render(<App />);
  const sent = (name: string): unknown[] =>
    host.asked.filter(({ command }) => command === name).map(({ request }) => request);
  return { host, sent, user: userEvent.setup() };
}

const open = (id: string, more: Partial<InvitationLine> = {}): InvitationLine => ({
  id,
  made_at: made("2026-11-30T10:00:00.000Z"),
  made_by: "Grace O’Connor",
  until: made("2026-12-01T10:00:00.000Z"),
  anywhere: false,
  ...more,
});

async function choose(user: ReturnType<typeof stage>["user"], letters: string): Promise<void> {
  await user.click(await screen.findByRole("row", { name: new RegExp(`^${letters}`) }));
  await screen.findByRole("complementary", { name: `Workstation ${letters}` });
}
/** In a window Enter presses the button of the form; the stand-in for a browser does not look beyond the form. */
const send = (user: ReturnType<typeof stage>["user"], name: string): Promise<void> =>
  user.click(within(screen.getByRole("dialog")).getByRole("button", { name }));

configure({ asyncUtilTimeout: 10_000 });
afterEach(silence);

test("each workstation says in words how it stands, and one’s own is marked", async () => {
  stage({
    workstations: [
      own,
      silent,
      workstation("D", { silent_days: 15, locks_in_days: 0 }),
      workstation("E", { state: "revoked" }),
      workstation("F", { state: "to_be_wiped" }),
      workstation("G", { state: "wiped" }),
    ],
  });
  const row = (letters: string) => screen.findByRole("row", { name: new RegExp(`^${letters}`) });
  within(await row("A")).getByText("this one");
  within(await row("A")).getByText(/^Heard /);
  within(await row("C")).getByText("Not heard for 9 days");
  within(await row("C")).getByText("Will lock in 5 days");
  within(await row("D")).getByText("Locked");
  within(await row("E")).getByText("Taken out");
  within(await row("F")).getByText("Waits to be wiped");
  within(await row("G")).getByText("Wiped");
  screen.getByText("6 workstations");
});

test("the panel tells what the server knows, and that it cannot know what waits there", async () => {
  const { user } = stage({
    workstations: [
      own,
      workstation("B", {
        protocol: 3,
        outdated: true,
        held: 2,
        handed_over: 3,
        state: "revoked",
        revoked_at: made("2026-11-21T09:00:00.000Z"),
        revoked_by: "Grace O’Connor",
        joined_with: "standing_code",
      }),
    ],
  });
  await choose(user, "A");
  screen.getByText("What waits at the workstation itself, the server cannot know.");
  await choose(user, "B");
  screen.getByText("3, older than the server’s");
  screen.getByText("The standing code");
  screen.getByText("2 changes");
  screen.getByText("3 changes");
  screen.getByText("Grace O’Connor");
});

test("where a copy differed stands beside its workstation, with both lists", async () => {
  const record = "01930000-0000-7000-8000-00000000a1f2";
  const { user } = stage({
    workstations: [
      own,
      workstation("B", {
        incidents: [
          {
            at: made("2026-11-21T09:00:00.000Z"),
            kind: "patient",
            here: [],
            there: [{ id: record, version: 4 }],
          },
        ],
      }),
    ],
  });
  await choose(user, "A");
  expect(screen.queryByRole("region", { name: "Copies that differed" })).toBeNull();
  await choose(user, "B");
  const incidents = screen.getByRole("region", { name: "Copies that differed" });
  expect(incidents.textContent).toContain(": patients");
  expect(incidents.textContent).toContain("At the workstation: nothing");
  expect(incidents.textContent).toContain(`At the server: ${record} v4`);
});

test("an invitation wants the password, shows the line once, and neither Escape nor Enter loses it", async () => {
  const { sent, user } = stage();
  const written: string[] = [];
  Object.defineProperty(navigator, "clipboard", {
    configurable: true,
    value: { writeText: async (text: string) => void written.push(text) },
  });
  await screen.findByRole("row", { name: /^A/ });
  await user.keyboard("n");
  await user.type(await screen.findByLabelText(/Your password/), "wrong");
  await send(user, "Make the line");
  await screen.findByText(/That is not the password/);
  expect(screen.queryByText(LINE)).toBeNull();
  await user.type(screen.getByLabelText(/Your password/), "right");
  await send(user, "Make the line");
  await screen.findByText(LINE);
  screen.getByText("https://192.0.2.7:7400");
  expect(sent("invite_workstation").at(-1)).toEqual({
    invite: { facility: facility.id },
    proof: { password: "right" },
  });
  await user.click(screen.getByRole("button", { name: /Copy the line/ }));
  await screen.findByText("Copied");
  expect(written).toEqual([LINE]);
  await user.keyboard("{Escape}");
  screen.getByText(LINE);
  await user.click(screen.getByRole("checkbox", { name: "I have passed it on" }));
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText(LINE)).toBeNull());
  // It stands below the list now, without the line.
  await screen.findByText(/Admits until/);
});

test("whoever has a second factor is asked for its code too, and a used one for the next", async () => {
  const { host, sent, user } = stage({ hasFactor: true });
  host.answer({
    invite_workstation: () => {
      throw refusal("wrong_code");
    },
  });
  await screen.findByRole("row", { name: /^A/ });
  await user.keyboard("n");
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await user.type(await screen.findByLabelText(/Code of the second factor/), "123456");
  await send(user, "Make the line");
  await screen.findByText(/That is not the code/);
  expect(sent("invite_workstation")).toEqual([
    { invite: { facility: facility.id }, proof: { password: "right", code: "123456" } },
  ]);
});

test("an open invitation is withdrawn after it was asked whether", async () => {
  const { sent, user } = stage({ invitations: [open("one")] });
  await user.click(await screen.findByRole("button", { name: "Withdraw" }));
  await screen.findByRole("alertdialog", { name: "Withdraw the invitation?" });
  screen.getByText(/Its line admits nobody any more/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(sent("withdraw_invitation")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Withdraw" }));
  const dialog = await screen.findByRole("alertdialog");
  await user.click(within(dialog).getByRole("button", { name: "Withdraw" }));
  await screen.findByText("No invitation is open.");
  expect(sent("withdraw_invitation")).toEqual([{ invitation: "one" }]);
});

test("taking one out says what happens, wants a choice and the password", async () => {
  const { sent, user } = stage();
  await choose(user, "C");
  await user.keyboard("x");
  await screen.findByRole("dialog", { name: "Take workstation C out?" });
  const button = screen.getByRole("button", { name: "Take it out" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(screen.getByRole("radio", { name: /It stays there/ }));
  screen.getByText(/What waits there is not shared/);
  await user.click(screen.getByRole("radio", { name: /It is destroyed/ }));
  screen.getByText(/first hands over what waits there/);
  screen.getByText(/destroys its key and its files/);
  screen.getByText(/for 5 days at most/);
  await user.type(screen.getByLabelText(/Your password/), "right");
  await send(user, "Take it out and wipe it");
  await screen.findByText("Workstation C is wiped at its next contact");
  expect(sent("revoke_workstation")).toEqual([
    {
      revoke: { workstation: silent.id, wipe: true, this_one: false },
      proof: { password: "right" },
    },
  ]);
  await screen.findByText(
    "It is told to destroy what it holds: nothing more can be done from here.",
  );
});

test("the workstation at which one sits is taken out with a word of its own alone", async () => {
  const { sent, user } = stage();
  await choose(user, "A");
  await user.keyboard("x");
  await user.click(await screen.findByRole("radio", { name: /It stays there/ }));
  await user.type(screen.getByLabelText(/Your password/), "right");
  const button = screen.getByRole("button", { name: "Take it out" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(screen.getByRole("checkbox", { name: /I mean this workstation/ }));
  await send(user, "Take it out");
  await screen.findByText("Workstation A was taken out");
  expect(sent("revoke_workstation")).toEqual([
    { revoke: { workstation: own.id, wipe: false, this_one: true }, proof: { password: "right" } },
  ]);
});

test("one that was taken out can still be wiped, and one that was wiped is left alone", async () => {
  const { user } = stage({
    workstations: [
      own,
      workstation("B", { state: "revoked" }),
      workstation("C", { state: "wiped" }),
    ],
  });
  await choose(user, "C");
  screen.getByText("It holds nothing any more.");
  await user.keyboard("x");
  expect(screen.queryByRole("dialog")).toBeNull();
  await choose(user, "B");
  await user.keyboard("x");
  await screen.findByRole("button", { name: "Take it out and wipe it" });
  expect(screen.queryByRole("radio")).toBeNull();
});

test("without the server it says so, and asks again when told", async () => {
  const { host, user } = stage();
  await screen.findByRole("row", { name: /^A/ });
  host.answer({
    workstation_list: () => {
      throw refusal("server_unreachable");
    },
  });
  await user.keyboard("r");
  await screen.findByText("The server cannot be reached, and this needs it.");
  host.answer({ workstation_list: () => ({ workstations: [own], invitations: [] }) });
  await user.keyboard("r");
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  screen.getByText("1 workstation");
});

test("the page is there in Arabic too", async () => {
  stage({ language: "ar" });
  await screen.findByRole("heading", { name: "محطات العمل" });
});
