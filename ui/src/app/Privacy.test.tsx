import { readFileSync } from "node:fs";
import { join } from "node:path";

import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { say, silence } from "@/components/toasts";
import { FRIDAY, aVisit, directory, someColumn } from "@/testing/agenda";
import { locked, made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost } from "@/testing/fakeHost";

import { App } from "./App";

const rita = {
  ...patientNamed("r", "RECENT, Rita"),
  record_number: "A-000777",
  birth_date: made<never>("1945-07-14"),
  age: { unit: "years", years: 81 } as const,
  phone: "+353 86 555 0177",
};

function stage(place: string) {
  const host = fakeHost({
    session_state: () =>
      signedIn(["use_workstation", "find_patients", "open_patients", "see_agenda"]),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    drafts: () => ({ drafts: [] }),
    directory: () => directory,
    unsettled_fields: () => ({ fields: [] }),
    recent_patients: () => ({ patients: [rita], more: false }),
    agenda_day: ({ date }) => ({
      date,
      columns: [
        someColumn("byrne", date, [
          aVisit("a", { start: "09:20", patient: rita.display_name, date }),
        ]),
      ],
      clock_change_minutes: 0,
    }),
    lock: () => locked,
  });
  location.hash = place;
  render(<App />);
  return { host, user: userEvent.setup() };
}

/** The texts with one of these words that somebody beside the screen could read. */
function exposed(words: RegExp): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    const isMarked = parentElement?.closest("[data-identity], .visually-hidden");
    if (words.test(textContent ?? "") && !isMarked) found.push(textContent ?? "");
  }
  return found;
}

const isOn = (): boolean => document.documentElement.dataset["privacy"] === "on";
const hide = "{Control>}{Shift>}l{/Shift}{/Control}";

afterEach(() => {
  silence();
  vi.useRealTimers();
});

test("one key hides who the patients are, in the list and in the palette, and shows it again", async () => {
  const { user } = stage("#/patients");
  await screen.findByText("RECENT, Rita");
  await user.keyboard(hide);
  expect(isOn()).toBe(true);
  await screen.findByRole("button", { name: /Patients hidden/ });
  expect(exposed(/RECENT|A-000777|1945|0177/)).toEqual([]);
  await user.keyboard("{Control>}k{/Control}");
  await waitFor(() => expect(screen.getAllByText("RECENT, Rita")).toHaveLength(2));
  expect(exposed(/RECENT|A-000777|1945|0177/)).toEqual([]);
  await user.keyboard("{Escape}");
  await user.keyboard(hide);
  expect(isOn()).toBe(false);
});

test("it holds for the schedule", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${FRIDAY}T09:10:00Z`) });
  const { user } = stage("#/schedule");
  await waitFor(() => expect(screen.getAllByText("RECENT, Rita").length).toBeGreaterThan(0));
  await user.keyboard(hide);
  expect(exposed(/RECENT/)).toEqual([]);
});

test("a message that names somebody is hidden with them, one that warns is not", async () => {
  const { user } = stage("#/patients");
  await screen.findByText("RECENT, Rita");
  await user.keyboard(hide);
  act(() => {
    say({ tone: "good", title: "Saved", detail: "RECENT, Rita" });
    say({ tone: "danger", title: "The disk is full." });
  });
  await screen.findByText("The disk is full.");
  expect(exposed(/RECENT/)).toEqual([]);
  expect(exposed(/The disk is full/)).toHaveLength(1);
});

test("it ends with the session, and is in the menu of the person", async () => {
  const { user } = stage("#/patients");
  await screen.findByText("RECENT, Rita");
  await user.click(screen.getByRole("button", { name: /Niamh/ }));
  await user.click(await screen.findByRole("menuitem", { name: /Hide who the patients are/ }));
  expect(isOn()).toBe(true);
  await user.keyboard("{Control>}l{/Control}");
  await screen.findByRole("heading", { name: "Who is working here?" });
  expect(isOn()).toBe(false);
});

test("the style sheet hides whatever is marked, whole", () => {
  const css = readFileSync(join(import.meta.dirname, "../theme/global.css"), "utf8");
  expect(css).toContain(":root[data-privacy] :is([data-identity], [data-identity] *");
  expect(css).toContain("color: transparent !important");
});
