import { cleanup, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { Instant, Permission } from "@/ipc/generated/commands";
import { made, niamh, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { workstation } from "@/testing/workstations";

import { App } from "../App";

const all: Permission[] = [
  "use_workstation",
  "find_patients",
  "settle_attention",
  "manage_workstations",
  "review_emergency_access",
];

function stage({
  permissions = all,
  waiting = 0,
  attention = 0,
  workstations = [workstation("A")],
}) {
  const host = fakeHost({
    session_state: () => ({
      ...signedIn(permissions),
      person: { ...niamh, role: "administrator" },
    }),
    get_preferences: () => ({
      theme: "light",
      density: "normal",
      language: "en",
      single_keys: true,
    }),
    sync_status: () => ({ online: true, waiting: 0, attention, refilling: false }),
    active_alarms: () => ({ alarms: [] }),
    recent_patients: () => ({ patients: [], more: false }),
    drafts: () => ({ drafts: [] }),
    emergency_access_list: () => ({ accesses: [], waiting }),
    workstation_list: () => ({ workstations, invitations: [] }),
  });
  location.hash = "#/";
  render(<App />);
  return host;
}

const incident = (at: string) => ({
  at: made<Instant>(at),
  kind: "patient" as const,
  here: [],
  there: [],
});

test("what an administrator should look at leads to where it is looked at", async () => {
  stage({
    waiting: 1,
    attention: 2,
    workstations: [
      workstation("A"),
      workstation("B", { silent_days: 3, locks_in_days: 11 }),
      workstation("C", { silent_days: 15, locks_in_days: 0 }),
      workstation("D", { incidents: [incident(new Date().toISOString())] }),
      workstation("E", { incidents: [incident("2026-01-02T09:00:00.000Z")] }),
      workstation("F", { state: "wiped", silent_days: 40 }),
    ],
  });
  const leadsTo = async (name: string): Promise<string | null> =>
    (await screen.findByRole("link", { name })).getAttribute("href");
  expect(await leadsTo("1 record opened in an emergency waits for a review")).toContain(
    "/audit?show=emergency",
  );
  expect(await leadsTo("2 items need attention")).toContain("/attention");
  expect(await leadsTo("Workstations B, C have not been heard for a day or longer")).toContain(
    "/workstations",
  );
  await leadsTo("The copy of workstation D differed in the last seven days, and was mended");
});

test("nothing to look at is said, and nothing is asked that one may not know", async () => {
  const host = stage({ permissions: ["use_workstation"] });
  await screen.findByText("All is in order");
  const asked = host.asked.map(({ command }) => command);
  expect(asked).not.toContain("workstation_list");
  expect(asked).not.toContain("emergency_access_list");
});

test("what could not be asked is not said to be in order", async () => {
  const host = stage({});
  await screen.findByText("All is in order");
  host.answer({
    workstation_list: () => {
      throw refusal("server_unreachable");
    },
  });
  cleanup();
  render(<App />);
  await screen.findByRole("alert");
  expect(screen.queryByText("All is in order")).toBeNull();
});
