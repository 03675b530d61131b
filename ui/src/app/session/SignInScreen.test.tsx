import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { PersonView, SessionView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { speak } from "@/locales/i18n";
import { locked, made, niamh, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { SignInScreen } from "./SignInScreen";

type Locked = Extract<SessionView, { state: "locked" }>;

const aoife: PersonView = { id: made("aoife"), display_name: "Dr Aoife Byrne", role: "doctor" };
const passphrase = "a harbour full of boats";

function stage(more: Partial<Locked> = {}) {
  const host = fakeHost({ identity_provider: () => ({}) });
  const onAnswer = vi.fn<(view: SessionView) => void>();
  const client = newQueryClient(() => undefined);
  const view = { ...(locked as Locked), people: [niamh, aoife], ...more };
  render(
    <QueryClientProvider client={client}>
      <SignInScreen {...view} alarms={null} onAnswer={onAnswer} />
    </QueryClientProvider>,
  );
  return { host, onAnswer, client, user: userEvent.setup() };
}

/** What was asked of the core, but whether there is a provider, which each screen asks. */
const asked = ({ asked: all }: ReturnType<typeof stage>["host"]) =>
  all.filter(({ command }) => command !== "identity_provider");
const field = (name: string): HTMLInputElement => screen.getByLabelText(name, { exact: false });
const focused = (name: string) => waitFor(() => expect(document.activeElement).toBe(field(name)));

beforeEach(() => speak("en"));

test("arrows, Enter, the password, Enter sign in whoever was chosen", async () => {
  const { host, user, onAnswer } = stage();
  host.answer({ sign_in: () => signedIn() });
  await user.tab({ shift: true });
  expect(document.activeElement?.textContent).toContain("Niamh");
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement?.textContent).toContain("Aoife");
  await user.keyboard("{Enter}");
  await focused("Password");
  await user.keyboard(`${passphrase}{Enter}`);
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(asked(host)).toEqual([
    { command: "sign_in", request: { person: "aoife", password: passphrase } },
  ]);
});

test("the second factor is asked for once the password was right, and asked again when it is wrong", async () => {
  const { host, user, onAnswer } = stage();
  host.answer({
    sign_in: ({ code }) => {
      if (code === undefined) throw refusal("second_factor_needed");
      if (code !== "123 456") throw refusal("wrong_code");
      return signedIn();
    },
  });
  await user.type(field("Password"), `${passphrase}{Enter}`);
  await screen.findByText("The password is right.");
  await focused("Code of the second factor");
  await user.keyboard("000000{Enter}");
  await screen.findByText(/That is not the code/);
  await focused("Code of the second factor");
  expect(field("Code of the second factor").value).toBe("");
  await user.keyboard("123 456{Enter}");
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(host.asked.at(-1)?.request).toEqual({
    person: "niamh",
    password: passphrase,
    code: "123 456",
  });
});

test("a code from an administrator leads to choosing a password, and a refused one says what is missing", async () => {
  const { host, user, onAnswer } = stage();
  host.answer({
    sign_in: () => {
      throw refusal("password_to_be_chosen");
    },
    activate: ({ password }) => {
      if (password.length < 15)
        throw refusal("password_not_taken", { problem: "too_short", length_min: 15 });
      return signedIn();
    },
  });
  await user.type(field("Password"), "K7Q2-M3ZX{Enter}");
  await focused("New password required");
  await user.keyboard("boats");
  await screen.findByText("10 more characters.");
  await user.tab();
  await user.keyboard("boots{Enter}");
  await screen.findByText("The two are not the same.");
  expect(asked(host).map(({ command }) => command)).toEqual(["sign_in"]);
  await user.clear(field("New password once more"));
  await user.keyboard("boats{Enter}");
  await screen.findByText("Too short: it needs 15 characters.");
  await focused("New password required");
  await user.clear(field("New password required"));
  await user.keyboard(passphrase);
  await user.clear(field("New password once more"));
  await user.keyboard(`${passphrase}{Enter}`);
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(host.asked.at(-1)).toEqual({
    command: "activate",
    request: { person: "niamh", activation: "K7Q2-M3ZX", password: passphrase },
  });
});

test("who keeps the telephone after a reset gives its code with the new password", async () => {
  const { host, user, onAnswer } = stage();
  host.answer({
    sign_in: () => {
      throw refusal("password_to_be_chosen");
    },
    activate: ({ code }) => {
      if (code === undefined) throw refusal("second_factor_needed");
      return signedIn();
    },
  });
  await user.type(field("Password"), "K7Q2-M3ZX{Enter}");
  await focused("New password required");
  await user.keyboard(`${passphrase}{Tab}${passphrase}{Enter}`);
  await focused("Code of the second factor");
  await user.keyboard("123456{Enter}");
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(host.asked.at(-1)?.request).toMatchObject({ code: "123456", password: passphrase });
});

test("a code that is too old is said beside the password, which can be typed again", async () => {
  const { host, user } = stage();
  host.answer({
    sign_in: () => {
      throw refusal("activation_expired");
    },
  });
  await user.type(field("Password"), "K7Q2-M3ZX{Enter}");
  await screen.findByText(/the time is over/);
  await focused("Password");
});

test("a PIN is asked for first where one is enough; when it no longer is, the password and why", async () => {
  const { host, user } = stage({ by_pin: [niamh.id] });
  let left = 1;
  host.answer({
    return_by_pin: () => {
      if (left === 0) throw refusal("pin_not_enough");
      throw refusal("wrong_pin", { tries_left: left-- });
    },
  });
  await focused("PIN");
  expect(screen.queryByLabelText("Password")).toBeNull();
  await user.keyboard("274019{Enter}");
  await screen.findByText("That is not the PIN. 1 try is left.");
  await focused("PIN");
  expect(field("PIN").value).toBe("");
  await user.keyboard("274018{Enter}");
  await screen.findByText(/The PIN is not enough now/);
  await focused("Password");
});

test("a PIN brings its person back, and the password can be used instead", async () => {
  const { host, user, onAnswer } = stage({ by_pin: [niamh.id] });
  host.answer({ return_by_pin: () => signedIn() });
  await user.type(field("PIN"), "274019{Enter}");
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  await user.click(screen.getByRole("button", { name: "Use the password" }));
  await focused("Password");
});

test("after too many attempts the seconds count down in words, and none is sent before", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { host } = stage();
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  host.answer({
    sign_in: () => {
      throw refusal("too_many_attempts", { wait_seconds: 5 });
    },
  });
  await user.type(field("Password"), "wrong{Enter}");
  await screen.findByText("Try again in 5 seconds.");
  await user.type(field("Password"), "again{Enter}");
  expect(asked(host)).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4000);
  await screen.findByText(/Try again in [12] seconds?\./);
  await vi.advanceTimersByTimeAsync(3000);
  await screen.findByText("You can try again now.");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked(host)).toHaveLength(2));
  vi.useRealTimers();
});

test("a lease that ends soon is said, in days", () => {
  stage({ lease_days: 3 });
  expect(screen.getByText("This workstation has not heard from the server.")).toBeTruthy();
  expect(screen.getByText(/In 3 days nobody can sign in here/)).toBeTruthy();
});

test("nothing that was typed stays in the cache of mutations", async () => {
  const { host, user, client, onAnswer } = stage();
  host.answer({ sign_in: () => signedIn() });
  await user.type(field("Password"), `${passphrase}{Enter}`);
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  const held = client.getMutationCache().getAll();
  expect(held.every(({ options }) => options.gcTime === 0)).toBe(true);
});

test("the steps are there in Arabic too", async () => {
  const { host, user } = stage();
  await speak("ar");
  host.answer({
    sign_in: () => {
      throw refusal("second_factor_needed");
    },
  });
  await user.type(await screen.findByLabelText("كلمة المرور"), "x{Enter}");
  await screen.findByText("كلمة المرور صحيحة.");
  await speak("en");
});
