import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Toasts } from "@/components/Toasts";
import { silence } from "@/components/toasts";
import type { KeyCareView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { KeySection } from "./KeySection";

const code = "K7Q2-M3ZX-9TRW-4HPD-1111-2222-3333-4444";

function stage(start: Partial<KeyCareView> = {}) {
  let care: KeyCareView = { opening: "by_itself", recovery: false, people: 0, ...start };
  const right = (password: string): void => {
    if (password !== "right") throw refusal("wrong_password");
  };
  const host = fakeHost({
    key_care: () => care,
    make_recovery_key: ({ password }) => {
      right(password);
      care = { ...care, recovery: true };
      return { code };
    },
    ask_at_start: ({ password, ask }) => {
      right(password);
      care = { ...care, opening: ask ? "by_somebody" : "by_itself", people: ask ? 1 : 0 };
      return care;
    },
    change_passphrase: ({ password, passphrase }) => {
      right(password);
      if (passphrase.length < 15) {
        throw refusal("invalid_fields", { fields: { passphrase: "too_short" }, length_min: 15 });
      }
      return care;
    },
    rotate_key: ({ password, passphrase }) => {
      right(password);
      if (passphrase === "wrong") {
        throw refusal("invalid_fields", { fields: { passphrase: "invalid" } });
      }
      care = { ...care, recovery: false };
      return signedIn();
    },
  });
  const client = newQueryClient(() => undefined);
  render(
    <QueryClientProvider client={client}>
      <KeySection />
      <Toasts />
    </QueryClientProvider>,
  );
  return { host, client, user: userEvent.setup() };
}

const row = async (name: string) => within(await screen.findByRole("group", { name }));
const sheet = (): ReturnType<typeof within> => within(screen.getByRole("dialog"));
const requestsOf = (host: ReturnType<typeof stage>["host"], name: string): unknown[] =>
  host.asked.filter(({ command }) => command === name).map(({ request }) => request);

afterEach(silence);

test("a start waits for a person only once there is a recovery key, which is shown once", async () => {
  const { host, user } = stage();
  const ask = (await row("Opening at a start")).getByRole("button", { name: /Ask for a person/ });
  expect(ask.getAttribute("aria-disabled")).toBe("true");
  await user.click((await row("Recovery key")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Your password/), "wrong");
  await user.click(sheet().getByRole("button", { name: "Make and show it" }));
  await screen.findByText(/That is not the password/);
  await user.type(screen.getByLabelText(/Your password/), "right");
  await user.click(sheet().getByRole("button", { name: "Make and show it" }));
  const shown = await screen.findByRole("status", { name: "Recovery key" });
  expect(shown.textContent).toBe(code.replaceAll("-", ""));
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Done" }));
  screen.getByText("K7Q2");
  await user.click(screen.getByRole("checkbox", { name: "I have written it down" }));
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("K7Q2")).toBeNull());

  await user.click(
    (await row("Opening at a start")).getByRole("button", { name: "Ask for a person" }),
  );
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await user.click(sheet().getByRole("button", { name: "Ask from now on" }));
  await screen.findByText("A start waits for a person now");
  (await row("Opening at a start")).getByText("By a person");
  expect(requestsOf(host, "ask_at_start")).toEqual([{ ask: true, password: "right" }]);
});

test("the passphrase is changed, and what is wrong with it is said beside it", async () => {
  const { host, user } = stage({ opening: "by_passphrase", people: 2 });
  const opening = await row("Opening at a start");
  opening.getByText(/So far 2 passwords do\./);
  await user.click(opening.getByRole("button", { name: "Change the passphrase" }));
  await user.type(await screen.findByLabelText(/Your password/), "right");
  for (const name of [/New passphrase/, /Once more/]) {
    await user.type(screen.getByLabelText(name), "a longer way home");
  }
  await user.click(sheet().getByRole("button", { name: "Change the passphrase" }));
  await screen.findByText("Passphrase changed");
  expect(requestsOf(host, "change_passphrase")).toEqual([
    { passphrase: "a longer way home", password: "right" },
  ]);
});

test("another key asks for the passphrase where there is one, and says what to do next", async () => {
  const { user } = stage({ opening: "by_passphrase", recovery: true });
  await user.click((await row("Another key")).getByRole("button"));
  await screen.findByText(/The recovery key and other people’s passwords open nothing any more/);
  await user.type(screen.getByLabelText(/Your password/), "right");
  await user.type(screen.getByLabelText(/Passphrase/), "wrong");
  await user.click(sheet().getByRole("button", { name: "Encrypt anew" }));
  await screen.findByText("That passphrase does not open this workstation.");
  await user.clear(screen.getByLabelText(/Passphrase/));
  await user.type(screen.getByLabelText(/Passphrase/), "a longer way home");
  await user.click(sheet().getByRole("button", { name: "Encrypt anew" }));
  await screen.findByText("Encrypted under another key");
  screen.getByText("Make a new recovery key.");
  (await row("Recovery key")).getByText("None");
});

test("nothing secret stays in the cache of mutations", async () => {
  const { client, user } = stage();
  await user.click((await row("Recovery key")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await user.click(sheet().getByRole("button", { name: "Make and show it" }));
  await screen.findByRole("status", { name: "Recovery key" });
  await waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]));
});
