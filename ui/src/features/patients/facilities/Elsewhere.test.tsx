import { QueryClientProvider } from "@tanstack/react-query";
import {
  RouterProvider,
  createHashHistory,
  createRootRoute,
  createRouter,
} from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import type { AttentionView } from "@/ipc/generated/commands";
import { invalidateTags, newQueryClient } from "@/ipc/queries";
import { useKeyboard } from "@/keyboard/useKey";
import { made, patientNamed, signedIn } from "@/testing/clinic";
import { type FakeHost, fakeHost, refusal } from "@/testing/fakeHost";

import { Elsewhere } from "./Elsewhere";

const ann = patientNamed("H-000007", "SMITH, Ann (Mrs)");
const client = newQueryClient(() => undefined);

function Keyboard({ children }: { children: ReactNode }) {
  useKeyboard();
  const [kept] = useState(client);
  return (
    <QueryClientProvider client={kept}>
      <div data-scope="patients">{children}</div>
    </QueryClientProvider>
  );
}

/** A request to register Ann here that the server refused. */
const refusalNamed = (item: string): AttentionView => ({
  item: {
    id: made(item),
    state: "open",
    raised_at: made("2026-11-20T08:40:00.000Z"),
    refused: {
      change: made(item),
      command: "register_here",
      request: { patient: ann.id, reason: "Referred" },
      person: made("niamh"),
      device: made("device"),
      recorded_at: made("2026-11-20T08:30:00.000Z"),
      code: "not_permitted",
      data: {},
    },
  },
  asked_by: "Niamh Kelly",
  offers: [],
});

let refused: AttentionView[] = [];
let host: FakeHost;
let onArrived = vi.fn();

beforeEach(() => {
  client.clear();
  onArrived = vi.fn();
  refused = [];
  host = fakeHost({
    search_elsewhere: () => ({
      patients: [{ summary: ann, facilities: ["Hillside Clinic"] }],
      more: false,
    }),
    register_here: () => ({}),
    session_state: () => signedIn(["find_patients", "open_patients", "settle_attention"]),
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
    attention_list: () => ({ items: refused, open: refused.length }),
    patient_page: () => {
      throw refusal("not_found");
    },
  });
});

function open(text: string) {
  const root = createRootRoute({
    component: () => (
      <Keyboard>
        <Elsewhere text={text} onArrived={onArrived} />
      </Keyboard>
    ),
  });
  const router = createRouter({ routeTree: root, history: createHashHistory() });
  render(<RouterProvider router={router as never} />);
  return userEvent.setup();
}

const asked = (name: string) => host.asked.filter(({ command }) => command === name);

test("nobody is asked before the person says so, and never for two letters", async () => {
  const user = open("sm");
  await user.keyboard("{Alt>}f{/Alt}");
  expect(screen.queryByRole("button")).toBeNull();
  expect(asked("search_elsewhere")).toEqual([]);
});

test("a patient of another facility is registered here by the keyboard, for a reason", async () => {
  const user = open("smith");
  await user.tab();
  expect(asked("search_elsewhere")).toEqual([]);
  await user.keyboard("{Alt>}f{/Alt}");
  await screen.findByText(/Hillside Clinic/);
  expect(asked("search_elsewhere")).toEqual([
    { command: "search_elsewhere", request: { text: "smith" } },
  ]);
  await user.click(screen.getByRole("button", { name: "Register here" }));
  await user.keyboard("Referred{Enter}");
  await screen.findByText("The record is on its way.");
  expect(asked("register_here")).toEqual([
    { command: "register_here", request: { patient: ann.id, reason: "Referred" } },
  ]);
  expect(onArrived).not.toHaveBeenCalled();
  host.answer({ patient_page: () => ({ summary: ann }) as never });
  await invalidateTags(client, ["patients"]);
  await vi.waitFor(() => expect(onArrived).toHaveBeenCalledWith(ann));
});

test("without the server the person is told that this needs it", async () => {
  host.answer({
    search_elsewhere: () => {
      throw refusal("server_unreachable");
    },
  });
  const user = open("smith");
  await user.tab();
  await user.keyboard("{Alt>}f{/Alt}");
  await screen.findByText("The server cannot be reached, and this needs it.");
});

test("what the server refused is said, with a way to ask again", async () => {
  refused = [refusalNamed("earlier")];
  const user = open("smith");
  await user.click(await screen.findByRole("button", { name: "Search other facilities" }));
  await user.click(await screen.findByRole("button", { name: "Register here" }));
  await user.keyboard("Referred{Enter}");
  // An answer to an earlier request is not one to this.
  await screen.findByText("The record is on its way.");
  refused = [refusalNamed("earlier"), refusalNamed("now")];
  await invalidateTags(client, ["attention"]);
  const notice = await screen.findByRole("alert");
  expect(screen.queryByText("The record is on its way.")).toBeNull();
  expect(notice.textContent).toContain("The server refused this registration.");
  expect(notice.textContent).toContain("SMITH, Ann (Mrs)");
  expect(notice.textContent).toContain("Your role does not allow this.");
  const link = within(notice).getByRole("link", { name: "Show under Needs attention" });
  expect(link.getAttribute("href")).toContain("/attention?item=now");
  await user.click(within(notice).getByRole("button", { name: "Ask again" }));
  await user.keyboard("Referred{Enter}");
  await screen.findByText("The record is on its way.");
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByText("The record is on its way.")).toBeNull();
});

test("while the server cannot be reached it is said that it will be asked later", async () => {
  host.answer({
    sync_status: () => ({ online: false, waiting: 1, attention: 0, refilling: false }),
  });
  const user = open("smith");
  await user.click(await screen.findByRole("button", { name: "Search other facilities" }));
  await user.click(await screen.findByRole("button", { name: "Register here" }));
  await user.keyboard("Referred{Enter}");
  await screen.findByText(/It is asked as soon as it can be/);
});
