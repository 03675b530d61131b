import { configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { App } from "@/app/App";
import type {
  AgendaDayView,
  AppointmentView,
  BookAppointment,
  DraftView,
  Permission,
  Slot,
} from "@/ipc/generated/commands";
import { FRIDAY, aVisit, directory, someColumn } from "@/testing/agenda";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

const ann = patientNamed("A-1", "SMITH, Ann");

const desk: Permission[] = [
  "use_workstation",
  "find_patients",
  "see_agenda",
  "book_appointments",
  "advance_appointments",
];

const slot = (start: string): Slot => ({
  practitioner: made("byrne"),
  date: made(FRIDAY),
  start: made(start),
  minutes: 20,
});

/** Ten past nine; `a` stands at 09:20 with Dr Byrne, `b` at 10:00 with Dr Nolan. */
function stage({ permissions = desk, visits = everyday(), drafts = [] as DraftView[] } = {}) {
  const day = (date: string): AgendaDayView => ({
    date: made(date),
    columns: ["byrne", "nolan"].map((id) =>
      someColumn(
        id,
        date,
        visits.filter(
          ({ appointment }) => appointment.practitioner === id && appointment.date === date,
        ),
      ),
    ),
    clock_change_minutes: 0,
  });
  const known = (id: string): AppointmentView => {
    const view = visits.find(({ appointment }) => appointment.id === id);
    if (!view) throw refusal("not_found");
    return view;
  };
  const host = fakeHost({
    session_state: () => signedIn(permissions),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [], checked_at: made("2026-11-20T09:10:00.000Z") }),
    drafts: () => ({ drafts }),
    save_draft: () => ({}),
    discard_draft: () => ({}),
    directory: () => directory,
    recent_patients: () => ({ patients: [], more: false }),
    search_patients: ({ text }) => ({
      patients: ann.display_name.toLowerCase().includes(text) ? [ann] : [],
      more: false,
    }),
    agenda_day: ({ date }) => day(date),
    agenda_week: ({ practitioner }) => ({
      practitioner,
      columns: ["2026-11-16", FRIDAY].map((date) => someColumn(practitioner, date, [])),
    }),
    free_slots: () => ({ slots: [slot("10:40"), slot("11:00")] }),
    book_appointment: (request) => {
      const booked = aVisit(request.id, { start: request.start, minutes: request.minutes });
      visits.push({ ...booked, patient: ann });
      return booked;
    },
    move_appointment: ({ appointment }) => known(appointment),
    advance_appointment: ({ appointment }) => known(appointment),
    cancel_appointment: ({ appointment }) => known(appointment),
  });
  location.hash = "#/schedule";
  render(<App />);
  const asked = (command: string): unknown[] =>
    host.asked.filter((one) => one.command === command).map(({ request }) => request);
  return { host, asked, user: userEvent.setup() };
}

const everyday = (): AppointmentView[] => [
  aVisit("a", { start: "09:20" }),
  aVisit("b", { start: "10:00", practitioner: "nolan" }),
];

/** Waits until the cursor stands there and has the focus: then the keys work. */
async function atCursor(name: RegExp): Promise<void> {
  await waitFor(() => {
    const cell = document.activeElement;
    expect(cell?.getAttribute("aria-label") ?? cell?.textContent).toMatch(name);
  });
}

// A whole window is drawn at each step; whether something hides an element is not asked each time.
configure({ asyncUtilTimeout: 10_000, defaultHidden: true });
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-20T09:10:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a returning patient is booked into the slot under the cursor with twelve keys at most", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}"); // 1
  await screen.findByRole("dialog");
  await user.keyboard("smit"); // 5
  await screen.findByRole("option", { name: /SMITH/ });
  await user.keyboard("{Enter}"); // 6
  await user.keyboard("{Control>}{Enter}{/Control}"); // 8
  await waitFor(() => expect(asked("book_appointment")).toHaveLength(1));
  expect(asked("book_appointment")[0]).toMatchObject({
    patient: "A-1",
    practitioner: "byrne",
    date: FRIDAY,
    start: "09:00",
    minutes: 20,
    outside_hours: false,
  });
  await atCursor(/09:00 to 09:20.*SMITH/);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a taken time says who is in the way, and one key books a free one instead", async () => {
  const { host, asked, user } = stage();
  host.answer({
    book_appointment: (request: BookAppointment) => {
      if (request.start === "09:00") {
        throw refusal("slot_taken", { what: "practitioner", by: "a", offers: [slot("10:40")] });
      }
      return aVisit(request.id, { start: request.start });
    },
  });
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}smit");
  await screen.findByRole("option", { name: /SMITH/ });
  await user.keyboard("{Enter}{Control>}{Enter}{/Control}");
  await screen.findByText("Dr Aoife Byrne has a visit then");
  await screen.findByText("09:20–09:40 A, Test, with Dr Aoife Byrne");
  await user.keyboard("1");
  await waitFor(() => expect(asked("book_appointment")).toHaveLength(2));
  expect(asked("book_appointment")[1]).toMatchObject({ start: "10:40", outside_hours: false });
});

test("outside working hours is booked only on purpose", async () => {
  const { host, asked, user } = stage();
  host.answer({
    book_appointment: (request: BookAppointment) => {
      if (!request.outside_hours) throw refusal("outside_hours", { what: "hours", offers: [] });
      return aVisit(request.id, { start: request.start });
    },
  });
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}smit");
  await screen.findByRole("option", { name: /SMITH/ });
  await user.keyboard("{Enter}{Control>}{Enter}{/Control}");
  await screen.findByText("Dr Aoife Byrne does not work then");
  await user.keyboard("o");
  await waitFor(() => expect(asked("book_appointment")).toHaveLength(2));
  expect(asked("book_appointment")[1]).toMatchObject({ outside_hours: true });
});

test("free times are offered at once, each with a key that works while one types", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}smit");
  await screen.findByRole("option", { name: /SMITH/ });
  await user.keyboard("{Enter}");
  const offers = within(await screen.findByRole("group", { name: "Next free times" }));
  expect(offers.getByRole("button", { name: /11:00/ })).toBeDefined();
  await user.keyboard("{Alt>}2{/Alt}");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("book_appointment")).toHaveLength(1));
  expect(asked("book_appointment")[0]).toMatchObject({ start: "11:00" });
  // The cursor stands on what was booked, not where it was when the sheet opened.
  await atCursor(/11:00 to 11:20.*SMITH/);
});

test("arrow keys with Alt move a visit, Enter puts it down, and Undo brings it back", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}");
  await atCursor(/09:20 to 09:40.*A, Test/);
  await user.keyboard("{Alt>}{ArrowDown}{ArrowDown}{ArrowRight}{/Alt}");
  await screen.findByText(/to Today 09:30–09:50, Dr Fionn Nolan/);
  expect(asked("move_appointment")).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("move_appointment")).toHaveLength(1));
  expect(asked("move_appointment")[0]).toEqual({
    appointment: "a",
    practitioner: "nolan",
    date: FRIDAY,
    start: "09:30",
    minutes: 20,
    outside_hours: false,
  });
  await screen.findByText(/Moved to Today 09:30/);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(asked("move_appointment")).toHaveLength(2));
  expect(asked("move_appointment")[1]).toMatchObject({ start: "09:20", practitioner: "byrne" });
});

test("Escape leaves a visit where it was; Shift and arrows make it longer", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}{Alt>}{ArrowUp}{/Alt}");
  await screen.findByText(/to Today 09:15–09:35/);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText(/to Today/)).toBeNull());
  expect(asked("move_appointment")).toEqual([]);
  await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Enter}");
  await waitFor(() => expect(asked("move_appointment")).toHaveLength(1));
  expect(asked("move_appointment")[0]).toMatchObject({ start: "09:20", minutes: 30 });
});

test("a move that is refused stays in the air with free times to choose from", async () => {
  const { host, asked, user } = stage();
  host.answer({
    move_appointment: ({ start }) => {
      if (start === "09:25") {
        throw refusal("slot_taken", { what: "patient", by: "b", offers: [slot("11:00")] });
      }
      return aVisit("a", { start });
    },
  });
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}{Alt>}{ArrowDown}{/Alt}{Enter}");
  await screen.findByText("The patient has another visit then");
  await user.keyboard("1");
  await waitFor(() => expect(asked("move_appointment")).toHaveLength(2));
  expect(asked("move_appointment")[1]).toMatchObject({ start: "11:00", appointment: "a" });
});

test("one key notes an arrival, another takes it back", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}i");
  await waitFor(() =>
    expect(asked("advance_appointment")).toEqual([{ appointment: "a", to: "arrived" }]),
  );
  await screen.findByText("Arrived", { selector: "[slot=title], span, div" });
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() =>
    expect(asked("advance_appointment")[1]).toEqual({ appointment: "a", to: "booked" }),
  );
  // What was taken back once is not taken back again.
  await user.keyboard("{Control>}z{/Control}");
  expect(asked("advance_appointment")).toHaveLength(2);
});

test("a step that the core does not name cannot be taken", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}rd");
  expect(asked("advance_appointment")).toEqual([]);
});

test("cancelling names the visit and asks why; nothing happens without a reason", async () => {
  const { asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}x");
  const dialog = await screen.findByRole("alertdialog");
  within(dialog).getByText(/A, Test, Today 09:20–09:40, Dr Aoife Byrne/);
  await user.keyboard("{Enter}");
  expect(asked("cancel_appointment")).toEqual([]);
  await user.keyboard("ill{Enter}");
  await waitFor(() =>
    expect(asked("cancel_appointment")).toEqual([{ appointment: "a", reason: "ill" }]),
  );
});

test("beyond the last column lies the next day, and T leads back", async () => {
  const { user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowRight}{ArrowRight}");
  await screen.findByRole("grid", { name: /Saturday 21 November 2026/ });
  await user.keyboard("t");
  await screen.findByRole("grid", { name: /Friday 20 November 2026/ });
});

test("the visit under the cursor stands in the URL, and a URL leads to its visit", async () => {
  const { user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(location.hash).toContain("appointment=a"));
  await user.keyboard("{ArrowUp}");
  await waitFor(() => expect(location.hash).not.toContain("appointment"));
  location.hash = "#/schedule?appointment=b";
  await atCursor(/10:00 to 10:20.*B, Test/);
});

test("a booking that was begun is kept when its sheet closes, and is offered again", async () => {
  const { host, asked, user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}smit");
  await screen.findByRole("option", { name: /SMITH/ });
  await user.keyboard("{Enter}{Escape}");
  await waitFor(() => expect(asked("save_draft").length).toBeGreaterThan(0));
  const [draft] = asked("save_draft") as { form: string; body: unknown }[];
  expect(draft?.form).toMatch(/^book_appointment\//);
  host.answer({
    drafts: () => ({
      drafts: [
        {
          form: draft?.form ?? "",
          body: draft?.body,
          saved_at: made("2026-11-20T09:08:00.000Z"),
        },
      ],
    }),
  });
  host.announce({ kind: "changed", tags: ["drafts"] });
  await screen.findByText(/SMITH, Ann, kept 2 min ago/);
  await user.click(screen.getByRole("button", { name: "Go on" }));
  await screen.findByRole("dialog");
  expect(screen.getByDisplayValue("SMITH, Ann")).toBeDefined();
});

test("a booking is begun from any place", async () => {
  const { user } = stage();
  await atCursor(/09:00 to 09:20, free/);
  location.hash = "#/settings";
  await screen.findByRole("heading", { name: "Settings" });
  await user.keyboard("{Alt>}n{/Alt}");
  const dialog = await screen.findByRole("dialog");
  within(dialog).getByRole("heading", { name: "Book an appointment" });
});

test("who may not book sees the day and nothing to book with", async () => {
  const { asked, user } = stage({ permissions: ["use_workstation", "see_agenda"] });
  await atCursor(/09:00 to 09:20, free/);
  await user.keyboard("{Enter}n{ArrowDown}ix");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.queryByRole("button", { name: "Book" })).toBeNull();
  expect(asked("advance_appointment")).toEqual([]);
});
