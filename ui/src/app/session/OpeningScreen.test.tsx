import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import type { OpeningWays, SessionView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { speak } from "@/locales/i18n";
import { locked, made, signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { OpeningScreen } from "./OpeningScreen";
import { TroubleScreen } from "./TroubleScreen";

const ways: OpeningWays = {
  keyring: "absent",
  passphrase: true,
  recovery: true,
  people: [
    { person: made("niamh"), name: "Niamh Doyle", role: "reception", second_factor: false },
    { person: made("aoife"), name: "Dr Aoife Byrne", role: "doctor", second_factor: true },
  ],
};
const code = "K7Q2-M3ZX-9TRW-4HPD-1111-2222-3333-4444";

function stage(more: Partial<OpeningWays> = {}) {
  const host = fakeHost({
    open_by_password: ({ password }) => {
      if (password !== "right") throw refusal("wrong_password");
      return signedIn();
    },
    open_by_recovery: (request) => {
      if (request.code !== code) throw refusal("wrong_password");
      return locked;
    },
    give_passphrase: () => locked,
  });
  const onAnswer = vi.fn<(view: SessionView) => void>();
  const client = newQueryClient(() => undefined);
  const show = (screenOf: React.ReactNode) =>
    render(<QueryClientProvider client={client}>{screenOf}</QueryClientProvider>);
  return { host, onAnswer, client, show, ways: { ...ways, ...more }, user: userEvent.setup() };
}

function opening(more: Partial<OpeningWays> = {}) {
  const staged = stage(more);
  staged.show(
    <OpeningScreen state="needs_passphrase" {...staged.ways} onAnswer={staged.onAnswer} />,
  );
  return staged;
}

const field = (name: RegExp): HTMLElement => screen.getByLabelText(name);

beforeEach(() => speak("en"));

test("a person is chosen and opens with their own password; a wrong one is said and gone", async () => {
  const { host, user, onAnswer } = opening();
  await user.type(field(/Password/), "wrong{Enter}");
  await screen.findByText(/That is not the password/);
  expect((field(/Password/) as HTMLInputElement).value).toBe("");
  await user.keyboard("right{Enter}");
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(host.asked.at(-1)).toEqual({
    command: "open_by_password",
    request: { person: "niamh", password: "right" },
  });
});

test("whoever has a second factor is asked for it at once", async () => {
  const { host, user } = opening();
  await user.click(screen.getByRole("option", { name: /Aoife/ }));
  await user.type(await screen.findByLabelText(/Code/), "123456");
  await user.type(field(/Password/), "right{Enter}");
  await waitFor(() =>
    expect(host.asked.at(-1)?.request).toEqual({
      person: "aoife",
      password: "right",
      code: "123456",
    }),
  );
});

test("the passphrase and the recovery key are other ways in, where there are such", async () => {
  const { host, user, onAnswer } = opening();
  await user.click(screen.getByRole("button", { name: "Use the recovery key" }));
  await user.type(await screen.findByLabelText(/Recovery key/), "AAAA");
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await screen.findByText(/not the recovery key of this workstation/);
  await user.clear(field(/Recovery key/));
  await user.type(field(/Recovery key/), code);
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  await user.click(screen.getByRole("button", { name: "Use the passphrase" }));
  await user.type(field(/Passphrase/), "seven herons on one leg");
  await user.click(screen.getByRole("button", { name: "Unlock" }));
  await waitFor(() => expect(host.asked.at(-1)?.command).toBe("give_passphrase"));
});

test("where nobody has signed in yet the passphrase is asked for, and nothing else is offered", () => {
  opening({ people: [], recovery: false });
  screen.getByRole("heading", { name: "Unlock this workstation" });
  expect(screen.queryByRole("button", { name: /^Use/ })).toBeNull();
});

test("a keyring that lost the key leaves the recovery key as a way in, and back from it", async () => {
  const { show, user, onAnswer } = stage();
  show(
    <TroubleScreen
      state="trouble"
      trouble="key_missing"
      folder="/data"
      recovery
      onAnswer={onAnswer}
    />,
  );
  await user.click(screen.getByRole("button", { name: "Use the recovery key" }));
  screen.getByRole("heading", { name: "Open with the recovery key" });
  await user.click(screen.getByRole("button", { name: "Go back" }));
  screen.getByRole("heading", { name: /not in the keyring/ });
});

test("nothing that was typed stays in the cache of mutations", async () => {
  const { client, user, onAnswer } = opening();
  await user.type(field(/Password/), "right{Enter}");
  await waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  expect(
    client
      .getMutationCache()
      .getAll()
      .every(({ options }) => options.gcTime === 0),
  ).toBe(true);
});
