import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { invalidateTags, newQueryClient } from "@/ipc/queries";
import { useKeyboard } from "@/keyboard/useKey";
import { patientNamed } from "@/testing/clinic";
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

let host: FakeHost;
let onArrived = vi.fn();

beforeEach(() => {
  client.clear();
  onArrived = vi.fn();
  host = fakeHost({
    search_elsewhere: () => ({
      patients: [{ summary: ann, facilities: ["Hillside Clinic"] }],
      more: false,
    }),
    register_here: () => ({}),
    patient_page: () => {
      throw refusal("not_found");
    },
  });
});

function open(text: string) {
  render(
    <Keyboard>
      <Elsewhere text={text} onArrived={onArrived} />
    </Keyboard>,
  );
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
