import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { App } from "@/app/App";
import type { MonitorView, Permission, WardBed } from "@/ipc/generated/commands";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { type FakeHost, fakeHost } from "@/testing/fakeHost";
import { alarm, monitor, numeric, start } from "@/testing/ward";

const ann = patientNamed("ann", "SMITH, Ann (Mrs)");

const bed = (id: string, place: string | undefined, more: Partial<MonitorView> = {}): WardBed => {
  const view = monitor(id, more);
  if (place === undefined) return { monitor: view };
  return {
    monitor: view,
    patient: ann,
    assignment: {
      id: made(`as-${id}`),
      monitor: id,
      bed: place,
      patient: ann.id,
      assigned_at: made(start),
      assigned_by: made("p"),
    },
  };
};

const nurse: Permission[] = [
  "use_workstation",
  "find_patients",
  "watch_monitors",
  "assign_monitors",
  "acknowledge_alarms",
  "chart_vitals",
];

function stage(
  beds: WardBed[],
  hash = "#/ward",
): { host: FakeHost; user: ReturnType<typeof userEvent.setup> } {
  const host = fakeHost({
    session_state: () => signedIn(nurse),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    drafts: () => ({ drafts: [] }),
    active_alarms: () => ({ alarms: [] }),
    ward_board: () => ({
      beds,
      link: { state: "connected", since: made(start) },
      checked_at: made(start),
      strays: [],
    }),
    watch_waves: () => ({}),
    vitals_trend: () => ({ svg: "<svg/>", rows: [{ at: made(start), hr: 72 }] }),
    recent_patients: () => ({ patients: [ann], more: false }),
    search_patients: () => ({ patients: [ann], more: false }),
    chart_vitals: () => ({}),
    assign_monitor: () => ({}),
    release_monitor: () => ({}),
    acknowledge_alarm: () => ({}),
  });
  location.hash = hash;
  render(<App />);
  return { host, user: userEvent.setup() };
}

const requests = (host: FakeHost, name: string): unknown[] =>
  host.asked.filter(({ command }) => command === name).map(({ request }) => request);

const tile = (name: string): Promise<HTMLElement> => screen.findByRole("article", { name });

afterEach(() => vi.useRealTimers());

test("a bed shows who is in it, the values with their limits, and where nobody is, that", async () => {
  stage([bed("mon-1", "Bed 1"), bed("mon-2", undefined)]);
  const one = await tile("Bed 1");
  expect(one.textContent).toContain("SMITH, Ann (Mrs)");
  expect(within(one).getByText("72")).toBeDefined();
  expect(within(one).getByText("120")).toBeDefined();
  expect((await tile("mon-2")).textContent).toContain("No patient assigned");
});

test("the waves of the beds on the screen are asked for, and of none once one leaves", async () => {
  const { host, user } = stage([bed("mon-1", "Bed 1"), bed("mon-2", "Bed 2")]);
  await tile("Bed 1");
  await waitFor(() =>
    expect(requests(host, "watch_waves").at(-1)).toEqual({ monitors: ["mon-1", "mon-2"] }),
  );
  await user.click(screen.getByRole("link", { name: "Open Bed 2" }));
  await screen.findByRole("heading", { name: /Bed 2/ });
  await waitFor(() =>
    expect(requests(host, "watch_waves").at(-1)).toEqual({ monitors: ["mon-2"] }),
  );
  act(() => void (location.hash = "#/settings"));
  await screen.findByRole("heading", { name: "Settings" });
  await waitFor(() => expect(requests(host, "watch_waves").at(-1)).toEqual({ monitors: [] }));
});

test("what the core tells of a monitor is shown in its tile", async () => {
  const { host } = stage([bed("mon-1", "Bed 1")]);
  const one = await tile("Bed 1");
  const view = monitor("mon-1", { numerics: [numeric({ value: 131 })] });
  act(() => host.announce({ kind: "monitor", monitor: view }));
  expect(within(one).getByText("131")).toBeDefined();
  act(() =>
    host.announce({
      kind: "monitor",
      monitor: {
        ...view,
        lead_off: true,
        numerics: [numeric({ value: null, freshness: "absent" })],
      },
    }),
  );
  expect(within(one).getByText("Leads off")).toBeDefined();
  expect(within(one).queryByText("131")).toBeNull();
});

test("silence is shown as silence, even when it is the core that has fallen silent", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  stage([bed("mon-1", "Bed 1")]);
  const one = await tile("Bed 1");
  expect(within(one).queryByText("72")).not.toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(4000));
  expect(within(one).getByText(/^Stale: [34] s old$/)).toBeDefined();
  expect(within(one).queryByText("72")).not.toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(7500));
  expect(within(one).getByText("Silent since 19:00:00")).toBeDefined();
  expect(within(one).queryByText("72")).toBeNull();
  expect(within(one).getAllByText("No reading").length).toBeGreaterThan(0);
});

test("messages that could not be used are counted at the bed", async () => {
  const counters: MonitorView["counters"] = [
    { class: "valid", count: 900 },
    { class: "malformed_json", count: 3 },
    { class: "duplicate", count: 8 },
  ];
  stage([bed("mon-1", "Bed 1", { counters })]);
  expect((await tile("Bed 1")).textContent).toContain("3 unusable messages");
});

test("arrow keys go from bed to bed, and A acknowledges the alarm of that bed alone", async () => {
  const { host, user } = stage([bed("mon-1", "Bed 1"), bed("mon-Bed 2", "Bed 2")]);
  host.answer({
    active_alarms: () => ({ alarms: [alarm("Bed 9"), alarm("Bed 2", {}, "asystole")] }),
  });
  await tile("Bed 2");
  await screen.findAllByText("Asystole");
  screen.getByRole("link", { name: "Open Bed 1" }).focus();
  await user.keyboard("a");
  expect(requests(host, "acknowledge_alarm")).toEqual([]);
  await user.keyboard("{ArrowRight}a");
  await waitFor(() =>
    expect(requests(host, "acknowledge_alarm")).toMatchObject([
      { monitor: "mon-Bed 2", condition: "asystole" },
    ]),
  );
});

test("the values that stand in the sheet are charted, for the patient of the bed", async () => {
  const { host, user } = stage(
    [bed("mon-1", "Bed 1", { simulated: true })],
    "#/ward?monitor=mon-1",
  );
  await user.click(await screen.findByRole("button", { name: "Chart these values" }));
  const sheet = await screen.findByRole("dialog");
  expect(sheet.textContent).toContain("SMITH, Ann (Mrs)");
  // A value taken over is one of the last minutes; those of this test are older than that.
  expect(sheet.textContent).toContain("Too old to take over");
  await user.click(within(sheet).getByRole("button", { name: "Close" }));
  const now = made<NonNullable<MonitorView["heard_at"]>>(new Date().toISOString());
  const fresh = monitor("mon-1", {
    simulated: true,
    numerics: [numeric({ value: 72.4, measured_at: now })],
  });
  act(() => host.announce({ kind: "monitor", monitor: fresh }));
  await user.keyboard("c");
  await user.click(await screen.findByRole("button", { name: "Chart 1 value" }));
  await waitFor(() =>
    expect(requests(host, "chart_vitals")).toEqual([
      {
        patient: "ann",
        taken_at: now,
        monitor: "mon-1",
        simulated: true,
        signs: [{ id: expect.any(String), code: "8867-4", value: "72.4", unit: "/min" }],
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("a patient is found and assigned by keyboard", async () => {
  const { host, user } = stage([bed("mon-2", undefined)], "#/ward?monitor=mon-2");
  await screen.findByRole("button", { name: "Assign a patient" });
  await user.keyboard("n");
  await screen.findByRole("dialog");
  // Faster than the answer comes: Enter still takes whom it finds.
  await user.keyboard("smi{Enter}{Tab}Bed 7");
  await screen.findByDisplayValue("SMITH, Ann (Mrs)");
  await user.keyboard("{Tab}{Tab}{Enter}");
  await waitFor(() =>
    expect(requests(host, "assign_monitor")).toEqual([
      { id: expect.any(String), monitor: "mon-2", bed: "Bed 7", patient: "ann" },
    ]),
  );
});

test("a release is asked with the patient's name, and Enter alone keeps the watch", async () => {
  const { host, user } = stage([bed("mon-1", "Bed 1")], "#/ward?monitor=mon-1");
  await screen.findByRole("button", { name: "Release the patient" });
  await user.keyboard("r");
  await screen.findByText("Release SMITH, Ann (Mrs) from this monitor?");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(requests(host, "release_monitor")).toEqual([]);
  await user.keyboard("r");
  await user.click(await screen.findByRole("button", { name: "Release" }));
  await waitFor(() =>
    expect(requests(host, "release_monitor")).toEqual([{ assignment: "as-mon-1" }]),
  );
});

test("the trend is a picture that runs nothing, and a table of the same values", async () => {
  const { user } = stage([bed("mon-1", "Bed 1")], "#/ward?monitor=mon-1");
  const picture = await screen.findByRole("img", { name: /^Trend of heart rate/ });
  expect(picture.getAttribute("src")).toBe("data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E");
  await user.click(screen.getByRole("radio", { name: "Table" }));
  const table = await screen.findByRole("table");
  expect(within(table).getByText("72")).toBeDefined();
  expect(within(table).getAllByText("not measured")).toHaveLength(3);
});

test("Escape goes back to all beds", async () => {
  const { user } = stage([bed("mon-1", "Bed 1")], "#/ward?monitor=mon-1");
  await screen.findByRole("heading", { name: /Bed 1/ });
  await user.keyboard("{Escape}");
  await screen.findByRole("heading", { name: "Ward" });
});
