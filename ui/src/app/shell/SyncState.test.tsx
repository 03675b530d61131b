import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import type { SyncStatusView } from "@/ipc/generated/commands";
import { signedIn } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import { App } from "../App";

const shared: SyncStatusView = { online: true, waiting: 0, attention: 0, refilling: false };

function stage(status: Partial<SyncStatusView>, language = "en") {
  const host = fakeHost({
    session_state: () => signedIn(),
    get_preferences: () => ({ theme: "light", density: "normal", language, single_keys: true }),
    sync_status: () => ({ ...shared, ...status }),
    active_alarms: () => ({ alarms: [] }),
    directory: () => {
      throw refusal("internal");
    },
    drafts: () => ({ drafts: [] }),
  });
  location.hash = "#/settings";
  render(<App />);
  return { host, user: userEvent.setup() };
}

test.each([
  ["server_too_old", "The server must be updated"],
  ["workstation_too_old", "This workstation must be updated"],
  ["workstation_copied", "This workstation was copied"],
  ["out_of_step", "The server lost more than is kept here"],
  ["device_revoked", "This workstation may not share any more"],
  ["not_signed_in", "Sign this workstation in again"],
  ["server_not_proven", "The server is not the one that was joined"],
] as const)("%s is said in words, with what waits", async (stopped, words) => {
  const { user } = stage({ stopped, waiting: 3 });
  await user.click(await screen.findByRole("button", { name: words }));
  await screen.findByRole("dialog", { name: words });
  await screen.findByText("3 changes wait here. None is lost.");
});

test("a copied workstation joins again with a new code", async () => {
  const { host, user } = stage({ stopped: "workstation_copied", waiting: 1 });
  const codes: string[] = [];
  host.answer({
    rejoin_server: ({ code }) => {
      codes.push(code);
      if (code !== "RIGHT") throw refusal("not_permitted");
      return shared;
    },
  });
  await user.click(await screen.findByRole("button", { name: "This workstation was copied" }));
  await user.type(await screen.findByLabelText(/Enrolment code/), "WRONG{Enter}");
  await screen.findByText("The server does not accept that code.");
  await user.clear(screen.getByLabelText(/Enrolment code/));
  await user.type(screen.getByLabelText(/Enrolment code/), "RIGHT{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await screen.findByText("All shared");
  expect(codes).toEqual(["WRONG", "RIGHT"]);
});

test("a mistyped fingerprint is said at the code", async () => {
  const { host, user } = stage({ stopped: "server_not_proven", waiting: 1 });
  host.answer({
    rejoin_server: () => {
      throw refusal("invalid_fields", { fields: { code: "invalid" } });
    },
  });
  await user.click(
    await screen.findByRole("button", { name: "The server is not the one that was joined" }),
  );
  await user.type(await screen.findByLabelText(/Enrolment code/), "CODE@7K2M{Enter}");
  await screen.findByText(/What stands behind the @ is mistyped/);
});

test("only an administrator ends what a code does not", async () => {
  const { user } = stage({ stopped: "device_revoked" });
  await user.click(
    await screen.findByRole("button", { name: "This workstation may not share any more" }),
  );
  await screen.findByRole("dialog");
  expect(screen.queryByLabelText(/Enrolment code/)).toBeNull();
});

test("a restored server that is being refilled is said", async () => {
  const { host } = stage({ refilling: true, waiting: 2 });
  await screen.findByText("The server was restored: handing in again what it lacks (2)");
  act(() => host.announce({ kind: "sync", status: shared }));
  await screen.findByText("All shared");
});

test("a clock that is off is said beside the state of sharing", async () => {
  stage({ clock_ahead_ms: -180_000 });
  await screen.findByText(/This computer's clock is .* behind/);
});

test("the words are there in Arabic too", async () => {
  stage({ stopped: "workstation_copied" }, "ar");
  await screen.findByRole("button", { name: "نُسخت محطة العمل هذه" });
});
