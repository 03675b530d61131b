import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { Toasts } from "@/components/Toasts";
import { followChanges } from "@/ipc/events";
import type { ActiveAlarm, ActiveAlarmsView, LinkView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { useKeyboard } from "@/keyboard/useKey";
import { locked, made, signedIn } from "@/testing/clinic";
import { type FakeHost, fakeHost } from "@/testing/fakeHost";
import { alarm, start } from "@/testing/ward";

import { AlarmBanner } from "./AlarmBanner";

const link = { state: "connected", since: made<LinkView["since"]>(start) } as const;
const looked = (at = Date.now()) =>
  made<NonNullable<ActiveAlarmsView["checked_at"]>>(new Date(at).toISOString());

function Keys() {
  useKeyboard();
  return null;
}

function stage(view: ActiveAlarmsView, session = signedIn(["acknowledge_alarms"])): FakeHost {
  const host = fakeHost({
    session_state: () => session,
    active_alarms: () => view,
    acknowledge_alarm: () => ({}),
  });
  const client = newQueryClient(() => undefined);
  followChanges(client);
  render(
    <QueryClientProvider client={client}>
      <Keys />
      <AlarmBanner />
      <Toasts />
    </QueryClientProvider>,
  );
  return host;
}

const acknowledged = (host: FakeHost) =>
  host.asked.filter(({ command }) => command === "acknowledge_alarm").map(({ request }) => request);

const high = alarm("Bed 2");
const medium = alarm("Bed 5", { priority: "medium", value: null, limit: null }, "no_data");

afterEach(() => vi.useRealTimers());

test("the most urgent alarm stands in full, and how many more there are", async () => {
  stage({ alarms: [{ ...high, patient_name: "NGUYỄN, Thị Minh Khai" }, medium] });
  const banner = await screen.findByRole("region", { name: "Alarms" });
  for (const part of [
    "***",
    "Heart rate high",
    "131 /min",
    "above 120",
    "Bed 2",
    "NGUYỄN, Thị Minh Khai",
    "since 19:00:00",
    "1 more",
    "Bedside monitor stays the primary alarm",
  ])
    expect(banner.textContent.replaceAll("\u00a0", " ")).toContain(part);
  expect(banner.textContent).not.toContain("No data");
});

test("Alt+A acknowledges that alarm and no other, with an id of its own", async () => {
  const host = stage({ alarms: [high, medium] });
  await screen.findByRole("button", { name: "Acknowledge" });
  await userEvent.setup().keyboard("{Alt>}a{/Alt}");
  expect(acknowledged(host)).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      monitor: "mon-Bed 2",
      condition: "heart_rate_high",
      onset: start,
    },
  ]);
  await screen.findByText(/^Acknowledged: Heart rate high/);
});

test("a second press does not reach the alarm that has only just taken the place", async () => {
  const host = stage({ alarms: [high, medium] });
  host.answer({
    acknowledge_alarm: () => {
      host.answer({ active_alarms: () => ({ alarms: [medium] }) });
      return {};
    },
  });
  await screen.findByText("Heart rate high");
  const user = userEvent.setup();
  await user.keyboard("{Alt>}a{/Alt}");
  await screen.findByText("No data from the monitor");
  await user.keyboard("{Alt>}a{/Alt}");
  expect(acknowledged(host)).toHaveLength(1);
});

test("an acknowledged alarm says by whom, and asks nobody any more", async () => {
  const seen: ActiveAlarm = {
    ...alarm("Bed 2", {
      phase: "acknowledged",
      acknowledged: { by: made("p"), at: made("2026-11-20T19:01:30.000Z") },
    }),
    acknowledged_by: "Niamh Kelly",
  };
  stage({ alarms: [seen] });
  await screen.findByText("Acknowledged 19:01:30, Niamh Kelly");
  expect(screen.queryByRole("button", { name: "Acknowledge" })).toBeNull();
});

test("a high alarm that is over stays until a person has seen it", async () => {
  stage({
    alarms: [alarm("Bed 2", { phase: "latched", ended_at: made("2026-11-20T19:02:00.000Z") })],
  });
  await screen.findByText("Over since 19:02:00, not acknowledged");
  expect(await screen.findByRole("button", { name: "Acknowledge" })).toBeDefined();
});

test("whoever may not acknowledge sees the alarm, and no button", async () => {
  stage({ alarms: [high] }, signedIn(["use_workstation"]));
  await screen.findByText("Heart rate high");
  expect(screen.queryByRole("button", { name: "Acknowledge" })).toBeNull();
});

test("the lock screen shows where, and offers nothing that needs a person", async () => {
  stage({ alarms: [high] }, locked);
  await screen.findByText("Bed 2");
  expect(screen.queryByRole("button", { name: "Acknowledge" })).toBeNull();
});

test("an alarm that the core announces is there at once", async () => {
  const host = stage({ alarms: [], link, checked_at: looked() });
  await waitFor(() => expect(host.asked.length).toBeGreaterThan(0));
  act(() => host.announce({ kind: "alarms", alarms: { alarms: [medium] } }));
  await screen.findByText("No data from the monitor");
});

test("a broker that cannot be reached is said, with since when", async () => {
  stage({ alarms: [], link: { state: "lost", since: made(start) }, checked_at: looked() });
  await screen.findByText("Central broker unreachable since 19:00:00");
});

test("without monitors there is nothing above the screen", async () => {
  const host = stage({ alarms: [] });
  await waitFor(() => expect(host.asked.length).toBeGreaterThan(0));
  expect(screen.queryByRole("region", { name: "Alarms" })).toBeNull();
});

test("that there is no sound is never kept quiet", async () => {
  stage({ alarms: [], link, checked_at: looked() });
  await screen.findByText("No alarm sound on this computer");
});

test("the rest of the alarms unfold, each to be acknowledged by itself", async () => {
  const host = stage({ alarms: [high, medium] });
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: "1 more" }));
  await user.click(
    screen.getByRole("button", { name: "Acknowledge No data from the monitor, Bed 5" }),
  );
  expect(acknowledged(host)).toMatchObject([{ condition: "no_data" }]);
});

test("an engine that no longer looks is an alarm of its own, and so is a core that is silent", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const host = stage({ alarms: [], link, checked_at: looked() });
  await vi.advanceTimersByTimeAsync(1500);
  expect(screen.queryByText(/Alarms are not working/)).toBeNull();
  await vi.advanceTimersByTimeAsync(2000);
  expect(screen.getByText(/Alarms are not working on this workstation since/)).toBeDefined();
  host.answer({ active_alarms: () => ({ alarms: [], link, checked_at: looked() }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(screen.queryByText(/Alarms are not working/)).toBeNull();
  host.answer({ active_alarms: () => new Promise(() => undefined) });
  await vi.advanceTimersByTimeAsync(3000);
  expect(screen.getByText(/Alarms are not working/)).toBeDefined();
});
