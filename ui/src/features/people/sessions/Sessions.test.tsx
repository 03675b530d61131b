import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Toasts } from "@/components/Toasts";
import { silence } from "@/components/toasts";
import type { Permission, SessionLine } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { made, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { session } from "@/testing/workstations";

import { OwnSessions } from "./OwnSessions";
import { PersonSessions } from "./PersonSessions";

const piotr = made<never>("piotr");

function stage(shown: "own" | "person", permissions: Permission[] = ["manage_workstations"]) {
  let sessions: SessionLine[] = [session("A", { own: true }), session("B")];
  const host = fakeHost({
    session_state: () => signedIn(permissions),
    own_sessions: () => ({ sessions }),
    all_sessions: () => ({ sessions }),
    send_session_away: ({ session: id }) => {
      sessions = sessions.filter((one) => one.id !== id);
      return {};
    },
  });
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      {shown === "own" ? <OwnSessions /> : <PersonSessions person={piotr} />}
      <Toasts />
    </QueryClientProvider>,
  );
  const sent = (name: string): unknown[] =>
    host.asked.filter(({ command }) => command === name).map(({ request }) => request);
  return { host, sent, user: userEvent.setup() };
}

afterEach(silence);

test("a person sees where they are signed in, and signs out elsewhere but not here", async () => {
  const { sent, user } = stage("own");
  await screen.findByText("Workstation A");
  screen.getByText("here");
  await user.click(screen.getByRole("button", { name: "Sign out there" }));
  await waitFor(() => expect(screen.queryByText("Workstation B")).toBeNull());
  expect(sent("send_session_away")).toEqual([{ session: "session-B" }]);
  expect(screen.queryByRole("button", { name: "Sign out there" })).toBeNull();
});

test("what the server refuses of it is said, and the sign-in stays on the list", async () => {
  const { host, user } = stage("own");
  host.answer({
    send_session_away: () => {
      throw refusal("server_unreachable");
    },
  });
  await user.click(await screen.findByRole("button", { name: "Sign out there" }));
  await screen.findByRole("alert");
  screen.getByText("Workstation B");
});

test("an administrator sees where one person is signed in, and nobody else does", async () => {
  const { sent } = stage("person");
  await screen.findByText("Workstation B");
  expect(sent("all_sessions")).toEqual([{ person: piotr }]);
});

test("without the permission nothing of it is asked or shown", async () => {
  const { host, sent } = stage("person", ["manage_people"]);
  await waitFor(() => expect(host.asked).toHaveLength(1));
  expect(sent("all_sessions")).toEqual([]);
  expect(screen.queryByText("Signed in at")).toBeNull();
});
