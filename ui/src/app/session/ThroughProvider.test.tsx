import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { IdentityProvider, SessionView, SyncStatusView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { speak } from "@/locales/i18n";
import { signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { ThroughProvider } from "./ThroughProvider";

const clinicId: IdentityProvider = { name: "Clinic ID", standing: "ready" };
const shared: SyncStatusView = { online: true, waiting: 0, attention: 0, refilling: false };

/** With a sign-in that waits until the test ends it. */
function stage(provider: IdentityProvider | undefined = clinicId) {
  const ends: { resolve: (view: SessionView) => void; reject: (why: unknown) => void }[] = [];
  const host = fakeHost({
    identity_provider: () => ({ ...(provider && { provider }) }),
    sign_in_through_provider: () =>
      new Promise<SessionView>((resolve, reject) => ends.push({ resolve, reject })),
    cancel_provider_sign_in: () => {
      ends.at(-1)?.reject(refusal("sign_in_not_finished", { why: "cancelled" }));
      return {};
    },
  });
  const onAnswer = vi.fn<(view: SessionView) => void>();
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <ThroughProvider onAnswer={onAnswer} />
    </QueryClientProvider>,
  );
  return { host, ends, onAnswer, user: userEvent.setup() };
}

const button = () => screen.findByRole("button", { name: "Sign in with Clinic ID" });

beforeEach(() => speak("en"));

test("nothing is offered where the server has no provider", async () => {
  const host = fakeHost({ identity_provider: () => ({}) });
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <ThroughProvider onAnswer={vi.fn<() => void>()} />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(host.asked).toHaveLength(1));
  expect(screen.queryByRole("button")).toBeNull();
});

test("what is done in the browser is waited for, and then somebody is signed in", async () => {
  const { host, ends, onAnswer, user } = stage();
  await user.click(await button());
  await screen.findByText(/Sign in to Clinic ID there/);
  expect(host.asked.at(-1)).toEqual({
    command: "sign_in_through_provider",
    request: { language: "en" },
  });
  const view = signedIn();
  await act(async () => ends[0]?.resolve(view));
  await waitFor(() => expect(onAnswer.mock.calls[0]?.[0]).toEqual(view));
});

test("whoever calls it off can begin again, and nothing is complained of", async () => {
  const { ends, user } = stage();
  await user.click(await button());
  const cancel = await screen.findByRole("button", { name: "Call it off" });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
  await user.click(cancel);
  await user.click(await button());
  expect(screen.queryByRole("alert")).toBeNull();
  await waitFor(() => expect(ends).toHaveLength(2));
});

test.each([
  ["identity_not_linked", "Nobody here has linked that account."],
  ["identity_not_proven", /could not be verified/],
  ["account_disabled", "Your account here is disabled."],
  ["account_pending", "You have not chosen a password here yet."],
  ["provider_unreachable", "The provider cannot be reached."],
  ["browser_silent", "No browser could be opened on this computer."],
] as const)("%s is said, and it can be tried again", async (code, what) => {
  const { ends, user } = stage();
  await user.click(await button());
  await act(async () => ends[0]?.reject(refusal(code)));
  await screen.findByText(what);
  await button();
});

test("what the browser did not finish in time is said", async () => {
  const { ends, user } = stage();
  await user.click(await button());
  await act(async () => ends[0]?.reject(refusal("sign_in_not_finished", { why: "too_late" })));
  await screen.findByText("The sign-in in the browser was not finished.");
});

test("without the server it says so, and it is there again when the server is", async () => {
  const { host, user } = stage({ ...clinicId, standing: "needs_server" });
  await screen.findByText(/needs the clinic’s server/);
  await user.click(await button());
  expect(host.asked.some(({ command }) => command === "sign_in_through_provider")).toBe(false);
  host.answer({ identity_provider: () => ({ provider: clinicId }) });
  act(() => host.announce({ kind: "sync", status: shared }));
  await waitFor(() => expect(screen.queryByText(/needs the clinic’s server/)).toBeNull());
});

test("a provider that cannot be reached is no way in", async () => {
  stage({ ...clinicId, standing: "unreachable" });
  await screen.findByText("Clinic ID cannot be reached now. The password works.");
});
