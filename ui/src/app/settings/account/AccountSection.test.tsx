import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { Toasts } from "@/components/Toasts";
import { silence } from "@/components/toasts";
import type { AccountView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { made } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { AccountSection } from "./AccountSection";

const plain: AccountView = {
  recovery_codes_left: 0,
  pin_chosen: false,
  password_length_min: 15,
  linked: false,
};
const since = made<never>("2026-11-20T19:04:00.000Z");
const codes = Array.from({ length: 10 }, (_, index) => `K7Q2-M3ZX-9TRW-4HP${index}`);

function stage(start: Partial<AccountView> = {}) {
  let account: AccountView = { ...plain, ...start };
  const host = fakeHost({
    identity_provider: () => ({}),
    account: () => account,
    change_password: ({ current }) => {
      if (current !== "right") throw refusal("wrong_password");
      return {};
    },
    choose_pin: ({ password, pin }) => {
      if (password !== "right") throw refusal("wrong_password");
      if (pin === "123456") throw refusal("invalid_fields", { fields: { pin: "invalid" } });
      account = { ...account, pin_chosen: true };
      return {};
    },
    begin_second_factor: () => ({
      secret: "JBSWY3DPEHPK3PXP",
      drawing: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert("1")</script></svg>',
    }),
    confirm_second_factor: ({ code }) => {
      if (code !== "123456") throw refusal("wrong_code");
      account = { ...account, second_factor_since: since, recovery_codes_left: 10 };
      return { codes };
    },
    end_second_factor: ({ password }) => {
      if (password !== "right") throw refusal("wrong_password");
      account = { ...plain };
      return {};
    },
  });
  const client = newQueryClient(() => undefined);
  render(
    <QueryClientProvider client={client}>
      <AccountSection />
      <Toasts />
    </QueryClientProvider>,
  );
  return { host, client, user: userEvent.setup() };
}

const row = (name: string) => screen.findByRole("group", { name });
/** In a window Enter presses the button of the form; the stand-in for a browser does not look beyond the form. */
const send = (user: ReturnType<typeof stage>["user"], name: string): Promise<void> =>
  user.click(within(screen.getByRole("dialog")).getByRole("button", { name }));
const requestsOf = (host: ReturnType<typeof stage>["host"], name: string): unknown[] =>
  host.asked.filter(({ command }) => command === name).map(({ request }) => request);

afterEach(silence);

test("each proof says how it stands, in words", async () => {
  stage({ second_factor_since: since, recovery_codes_left: 2, pin_chosen: true });
  within(await row("Password")).getByText("At least 15 characters");
  within(await row("PIN at this workstation")).getByText("Chosen");
  const factor = within(await row("Second factor"));
  factor.getByText(/On since 20-Nov-2026/);
  expect(
    factor.getByText("2 recovery codes are left. Set it up anew to get ten new ones."),
  ).toBeTruthy();
});

test("a password is changed with the one until now, and a wrong one is said beside its field", async () => {
  const { host, user } = stage();
  await user.click(within(await row("Password")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Current password/), "wrong");
  await user.type(screen.getByLabelText(/^New password required/), "a harbour full of boats");
  await screen.findByText("Long enough.");
  await user.type(screen.getByLabelText(/New password once more/), "a harbour full of boats");
  await send(user, "Change password");
  await screen.findByText(/That is not the password/);
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByLabelText(/Current password/)),
  );
  await user.keyboard("right");
  await send(user, "Change password");
  await screen.findByText("Password changed");
  expect(requestsOf(host, "change_password").at(-1)).toEqual({
    current: "right",
    new: "a harbour full of boats",
  });
});

test("a password that is easily guessed is said beside the new one", async () => {
  const { host, user } = stage();
  host.answer({
    change_password: () => {
      throw refusal("password_not_taken", { problem: "easily_guessed", length_min: 15 });
    },
  });
  await user.click(within(await row("Password")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Current password/), "right");
  await user.type(screen.getByLabelText(/^New password required/), "passwordpassword");
  await user.type(screen.getByLabelText(/New password once more/), "passwordpassword");
  await send(user, "Change password");
  await screen.findByText(/^Easily guessed/);
});

test("a PIN that counts is refused in words, and another is taken", async () => {
  const { host, user } = stage();
  await user.click(within(await row("PIN at this workstation")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await user.type(screen.getByLabelText(/^PIN required/), "123456");
  await user.type(screen.getByLabelText(/PIN once more/), "123456");
  await send(user, "Choose PIN");
  await screen.findByText(/not ones that count or repeat/);
  await user.clear(screen.getByLabelText(/^PIN required/));
  await user.type(screen.getByLabelText(/^PIN required/), "274019");
  await user.clear(screen.getByLabelText(/PIN once more/));
  await user.type(screen.getByLabelText(/PIN once more/), "274019");
  await send(user, "Choose PIN");
  await screen.findByText("PIN chosen");
  within(await row("PIN at this workstation")).getByText("Chosen");
  expect(requestsOf(host, "choose_pin").at(-1)).toEqual({ password: "right", pin: "274019" });
});

test("the second factor is set up: a picture that cannot act, the secret in fours, codes for paper", async () => {
  const { user } = stage();
  await user.click(within(await row("Second factor")).getByRole("button", { name: "Set up" }));
  const picture = await screen.findByRole("img", { name: /secret for the authenticator/ });
  expect(picture.getAttribute("src")).toMatch(/^data:image\/svg\+xml,%3Csvg/);
  expect(document.querySelector("script")).toBeNull();
  screen.getByText("JBSW Y3DP EHPK 3PXP");
  await user.type(screen.getByLabelText(/Code that the app shows/), "000000{Enter}");
  await screen.findByText(/would show another code now/);
  await user.keyboard("123456{Enter}");
  await screen.findByText(codes[0] ?? "");
  expect(screen.getAllByRole("listitem")).toHaveLength(10);
  // Nothing takes them away before they are written down.
  await user.keyboard("{Escape}");
  const done = screen.getByRole("button", { name: "Done" });
  await user.click(done);
  screen.getByText(codes[9] ?? "");
  await user.click(screen.getByRole("checkbox", { name: "I have written them down" }));
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText(codes[0] ?? "")).toBeNull());
  within(await row("Second factor")).getByText("10 recovery codes are left.");
});

test("taking the second factor away says what follows and asks for the password", async () => {
  const { host, user } = stage({ second_factor_since: since, recovery_codes_left: 10 });
  await user.click(within(await row("Second factor")).getByRole("button", { name: "Take away" }));
  await screen.findByText(/From then on the password alone/);
  await user.type(screen.getByLabelText(/Your password/), "wrong{Enter}");
  await screen.findByText(/That is not the password/);
  await user.keyboard("right{Enter}");
  await screen.findByText("Second factor taken away");
  within(await row("Second factor")).getByText("Off");
  expect(requestsOf(host, "end_second_factor")).toHaveLength(2);
});

test("nothing secret stays in the cache of mutations", async () => {
  const { client, user } = stage();
  await user.click(within(await row("PIN at this workstation")).getByRole("button"));
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await user.type(screen.getByLabelText(/^PIN required/), "274019");
  await user.type(screen.getByLabelText(/PIN once more/), "274019");
  await send(user, "Choose PIN");
  await screen.findByText("PIN chosen");
  await waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]));
});

const clinicId = { name: "Clinic ID", standing: "ready" } as const;

test("where the server has no provider, nothing is said of one", async () => {
  stage();
  await row("Password");
  expect(screen.queryByRole("group", { name: "Clinic ID" })).toBeNull();
});

test("an account is linked in the browser after the password, and a wrong one is asked for again", async () => {
  const { host, user } = stage();
  let finish: (() => void) | undefined;
  let linked = false;
  host.answer({
    identity_provider: () => ({ provider: clinicId }),
    account: () => ({ ...plain, linked }),
    link_provider: ({ password }) => {
      if (password !== "right") throw refusal("wrong_password");
      return new Promise((resolve) => {
        finish = () => {
          linked = true;
          resolve({});
        };
      });
    },
  });
  const provider = within(await row("Clinic ID"));
  provider.getByText("Not linked");
  await user.click(provider.getByRole("button", { name: "Link to Clinic ID" }));
  await user.type(await screen.findByLabelText(/Your password/), "wrong");
  await send(user, "Go on in the browser");
  await screen.findByText(/That is not the password/);
  await user.type(screen.getByLabelText(/Your password/), "right");
  await send(user, "Go on in the browser");
  await screen.findByText(/Sign in to Clinic ID there/);
  await waitFor(() => expect(finish).toBeDefined());
  finish?.();
  await screen.findByText("Linked to Clinic ID");
  expect(requestsOf(host, "link_provider").at(-1)).toEqual({ password: "right", language: "en" });
  await within(await row("Clinic ID")).findByText("Linked");
});

test("whoever calls the linking off is back at the window, and nothing is complained of", async () => {
  const { host, user } = stage({ pin_chosen: true });
  let end: ((why: unknown) => void) | undefined;
  host.answer({
    identity_provider: () => ({ provider: clinicId }),
    link_provider: () =>
      new Promise((_, reject) => {
        end = reject;
      }),
    cancel_provider_sign_in: () => {
      end?.(refusal("sign_in_not_finished", { why: "cancelled" }));
      return {};
    },
  });
  await user.click(
    within(await row("Clinic ID")).getByRole("button", { name: "Link to Clinic ID" }),
  );
  await user.type(await screen.findByLabelText(/Your PIN/), "482915");
  await send(user, "Go on in the browser");
  await user.click(await screen.findByRole("button", { name: "Call it off" }));
  await screen.findByLabelText(/Your PIN/);
  expect(screen.queryByText(/was not finished/)).toBeNull();
  expect(requestsOf(host, "link_provider")).toEqual([{ pin: "482915", language: "en" }]);
});

test("an account that signs in somebody else is not linked, and that is said", async () => {
  const { host, user } = stage();
  host.answer({
    identity_provider: () => ({ provider: clinicId }),
    link_provider: () => {
      throw refusal("identity_taken");
    },
  });
  await user.click(
    within(await row("Clinic ID")).getByRole("button", { name: "Link to Clinic ID" }),
  );
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await send(user, "Go on in the browser");
  await screen.findByText("That account signs in somebody else here.");
});

test("a link is taken away after the password", async () => {
  const { host, user } = stage({ linked: true });
  host.answer({
    identity_provider: () => ({ provider: { ...clinicId, standing: "needs_server" } }),
    unlink_provider: () => ({}),
  });
  await user.click(
    within(await row("Clinic ID")).getByRole("button", { name: "Take the link away" }),
  );
  await user.type(await screen.findByLabelText(/Your password/), "right");
  await send(user, "Take the link away");
  await screen.findByText("Link taken away");
  expect(requestsOf(host, "unlink_provider")).toEqual([{ password: "right" }]);
});
