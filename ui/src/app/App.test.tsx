import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import type { PersonId, SessionView } from "@/ipc/generated/commands";
import { locked, made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { App } from "./App";

function stage(start = signedIn()) {
  const host = fakeHost({
    session_state: () => start,
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: false, waiting: 14, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    recent_patients: () => ({ patients: [patientNamed("r", "RECENT, Rita")], more: false }),
    directory: () => {
      throw refusal("internal");
    },
    drafts: () => ({ drafts: [] }),
  });
  location.hash = "#/settings";
  render(<App />);
  return { host, user: userEvent.setup() };
}

test("locking hides the work at once, before the core has answered", async () => {
  const { host, user } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  let answer: () => void = () => undefined;
  host.answer({
    lock: () => new Promise((resolve) => (answer = () => resolve(locked))),
  });
  await user.keyboard("{Control>}l{/Control}");
  expect(document.body.textContent).not.toContain("Settings");
  expect(document.body.textContent).not.toContain("Niamh");
  await act(async () => answer());
  await screen.findByRole("heading", { name: "Who is working here?" });
});

test("a computer that goes to sleep locks the window, and nobody else’s", async () => {
  const { host } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  host.answer({ lock: () => locked });
  act(() => host.announce({ kind: "lock_now" }));
  await screen.findByRole("heading", { name: "Who is working here?" });
  act(() => host.announce({ kind: "lock_now" }));
  expect(host.asked.filter(({ command }) => command === "lock")).toHaveLength(1);
});

test("another person begins at Today, and whoever comes back goes on where they were", async () => {
  const { host } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  const become = async (state: SessionView): Promise<void> => {
    host.answer({ session_state: () => locked });
    act(() => host.announce({ kind: "changed", tags: ["session"] }));
    await screen.findByRole("heading", { name: "Who is working here?" });
    host.answer({ session_state: () => state });
    act(() => host.announce({ kind: "changed", tags: ["session"] }));
  };
  const niamhs = signedIn();
  if (niamhs.state !== "signed_in") throw new Error("nobody is signed in");
  const other = { ...niamhs.person, id: made<PersonId>("other") };
  await become({ ...niamhs, person: other });
  await screen.findByRole("heading", { name: "Today" });
  await become(niamhs);
  await screen.findByRole("heading", { name: "Settings" });
  await become(niamhs);
  await screen.findByRole("heading", { name: "Settings" });
});

test("a session that the core ends hides the work too", async () => {
  const { host } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  host.answer({ session_state: () => locked });
  act(() => host.announce({ kind: "changed", tags: ["session"] }));
  await screen.findByRole("heading", { name: "Who is working here?" });
});

test("a wrong password is said beside the field, which is emptied", async () => {
  const { host, user } = stage(locked);
  host.answer({
    sign_in: ({ password }) => {
      if (password !== "demo") throw refusal("wrong_password");
      return signedIn();
    },
  });
  await user.type(await screen.findByLabelText("Password"), "wrong{Enter}");
  await screen.findByText(/That is not the password/);
  expect(screen.getByLabelText("Password")).toHaveProperty("value", "");
  await user.type(screen.getByLabelText("Password"), "demo{Enter}");
  await screen.findByRole("navigation");
});

test("whoever clicks a name goes on by typing the password", async () => {
  const { user } = stage(locked);
  await screen.findByLabelText("Password");
  await user.click(screen.getAllByRole("option")[0] as HTMLElement);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
});

test("Enter in the palette waits for the patients of what was typed", async () => {
  const { host, user } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  const answers: (() => void)[] = [];
  host.answer({
    search_patients: ({ text }) =>
      new Promise((resolve) =>
        answers.push(() =>
          resolve({ patients: [patientNamed(text, `FOUND, For ${text}`)], more: false }),
        ),
      ),
    patient_page: () => {
      throw refusal("not_found");
    },
  });
  await user.keyboard("{Control>}k{/Control}");
  await user.keyboard("sm{Enter}");
  expect(location.hash).toBe("#/settings");
  await act(async () => {
    for (const answer of answers) answer();
  });
  await waitFor(() => expect(location.hash).toBe("#/patients/sm"));
});

test("the state of sharing is said in words", async () => {
  stage();
  await screen.findByText("Offline: 14 changes waiting");
});

test("the rail has the places that the person may use, and no others", async () => {
  stage(signedIn(["use_workstation", "open_patients"]));
  const rail = await screen.findByRole("navigation");
  const names = [...rail.querySelectorAll("a")].map(({ textContent }) => textContent);
  expect(names).toEqual(["Today", "Patients", "Settings"]);
});
