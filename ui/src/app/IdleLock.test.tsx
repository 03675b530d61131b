import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { SessionView } from "@/ipc/generated/commands";
import { locked, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { alarm } from "@/testing/ward";

import { App } from "./App";

function stage() {
  let session: SessionView = signedIn();
  const host = fakeHost({
    session_state: () => session,
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    active_alarms: () => ({ alarms: [alarm("Bed 2")] }),
    directory: () => {
      throw refusal("internal");
    },
    drafts: () => ({ drafts: [] }),
    lock: () => {
      session = locked;
      return session;
    },
  });
  location.hash = "#/settings";
  render(<App />);
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  return { host, user, locks: () => host.asked.filter(({ command }) => command === "lock").length };
}

const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

test("a window that nobody touches says so, then locks; alarms stay", async () => {
  const { locks } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  await pass(280_000);
  expect(screen.queryByText(/^Locks in/)).toBeNull();
  await pass(10_000);
  await screen.findByText(/^Locks in \d+ seconds?\. What you typed is kept\./);
  screen.getByText(/This window locks soon/);
  expect(locks()).toBe(0);
  await pass(11_000);
  await screen.findByRole("heading", { name: "Who is working here?" });
  expect(locks()).toBe(1);
  expect(document.body.textContent).toContain("Bed 2");
});

test("any key stays, and so does the button", async () => {
  const { user, locks } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  await pass(290_000);
  await screen.findByText(/^Locks in/);
  await user.keyboard("{Shift}");
  await waitFor(() => expect(screen.queryByText(/^Locks in/)).toBeNull());
  await pass(290_000);
  await user.click(await screen.findByRole("button", { name: "Stay" }));
  await waitFor(() => expect(screen.queryByText(/^Locks in/)).toBeNull());
  expect(locks()).toBe(0);
});

test("something that moves under a pointer at rest is nobody", async () => {
  const { locks } = stage();
  await screen.findByRole("heading", { name: "Settings" });
  const move = (x: number): void => {
    const event = new MouseEvent("pointermove", { screenX: x, screenY: 8, bubbles: true });
    act(() => void document.body.dispatchEvent(event));
  };
  move(8);
  await pass(200_000);
  move(8);
  await pass(101_000);
  await waitFor(() => expect(locks()).toBe(1));
});
