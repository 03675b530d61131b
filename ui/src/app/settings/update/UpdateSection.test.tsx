import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { followChanges } from "@/ipc/events";
import type { ActiveAlarmsView, UpdateStanding, UpdateView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { made } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";
import { alarm } from "@/testing/ward";

import { UpdateSection } from "./UpdateSection";

const offered = (more: object = {}): UpdateStanding => ({
  state: "offered",
  update: {
    version: "0.2.0",
    size: 16_600_000,
    notes: { en: "Starts faster.", ar: "يبدأ أسرع." },
    by_itself: true,
    ...more,
  },
});

const noAlarms: ActiveAlarmsView = { alarms: [], checked_at: made("2026-11-20T09:10:00.000Z") };

function stage(first: UpdateStanding | Promise<UpdateView>, mayInstall = true) {
  let standing = first;
  const host = fakeHost({
    update_state: () => ("then" in standing ? standing : { version: "0.1.0", standing }),
    active_alarms: () => noAlarms,
  });
  const client = newQueryClient(() => undefined);
  const stop = followChanges(client);
  render(
    <QueryClientProvider client={client}>
      <UpdateSection mayInstall={mayInstall} />
    </QueryClientProvider>,
  );
  /** As the core does, whenever it gets further. */
  const becomes = (next: UpdateStanding): void => {
    standing = next;
    act(() => host.announce({ kind: "changed", tags: ["updates"] }));
  };
  return { host, becomes, stop, user: userEvent.setup() };
}

test("while the server is asked, that is said", async () => {
  stage(new Promise(() => undefined));
  expect((await screen.findByRole("status")).textContent).toBe("Asking the server");
  expect(screen.queryByRole("button")).toBeNull();
});

test.each([
  [{ state: "current" } as const, "The clinic’s server has no newer version."],
  [{ state: "unreachable" } as const, /cannot be reached now/],
  [{ state: "off", why: "no_key" } as const, /without the key of whoever ships it/],
  [{ state: "off", why: "no_package" } as const, /was not installed as an AppImage/],
  [{ state: "refused", code: "update_not_trusted" } as const, /was not signed by the maker/],
])("what runs is said, and why there is nothing to install: %o", async (standing, sentence) => {
  stage(standing);
  await screen.findByText(sentence);
  screen.getByText("Version 0.1.0");
  expect(screen.queryByRole("button", { name: /restart/ })).toBeNull();
});

test("the server is asked again when a person wants it, unless none is ever asked", async () => {
  const { host, user } = stage({ state: "current" });
  await user.click(await screen.findByRole("button", { name: "Ask again" }));
  const asked = () => host.asked.filter(({ command }) => command === "update_state").length;
  await waitFor(() => expect(asked()).toBe(2));
});

test("where none is ever asked there is nothing to press", async () => {
  stage({ state: "off", why: "no_key" });
  await screen.findByText(/without the key/);
  expect(screen.queryByRole("button")).toBeNull();
});

test("whoever may not install sees what there is, and nothing to press", async () => {
  stage(offered(), false);
  await screen.findByText("Version 0.2.0, 16.6 MB.");
  screen.getByText("Starts faster.");
  screen.getByText("An administrator can install it.");
  expect(screen.queryByRole("button", { name: "Install and restart" })).toBeNull();
});

test("it is installed with what the person saw, and how far it is is shown", async () => {
  const { host, becomes, user } = stage(offered());
  host.answer({ install_update: () => new Promise(() => undefined) });
  await user.click(await screen.findByRole("button", { name: "Install and restart" }));
  expect(host.asked.at(-1)).toEqual({ command: "install_update", request: { version: "0.2.0" } });
  expect(screen.queryByRole("button", { name: "Install and restart" })).toBeNull();
  becomes({ state: "fetching", version: "0.2.0", received: 8_300_000, size: 16_600_000 });
  const bar = await screen.findByRole("progressbar", { name: "Fetching" });
  expect(bar.getAttribute("aria-valuenow")).toBe("50");
  screen.getByText("Version 0.2.0: 8.3 MB of 16.6 MB");
  becomes({ state: "installed", version: "0.2.0" });
  await screen.findByText(/The program starts again now/);
});

test("one that is not taken says so, and can be tried again", async () => {
  const { host, user } = stage(offered());
  host.answer({
    install_update: () => {
      throw refusal("update_damaged", { why: "altered" });
    },
  });
  await user.click(await screen.findByRole("button", { name: "Install and restart" }));
  await screen.findByText(/is not the one that the maker signed/);
  await screen.findByRole("button", { name: "Install and restart" });
});

test("during an alarm nothing is restarted", async () => {
  const { host, user } = stage(offered());
  await screen.findByRole("button", { name: /Install and restart/ });
  host.answer({
    active_alarms: () => ({ ...noAlarms, alarms: [alarm("Bed 2")] }),
  });
  act(() => host.announce({ kind: "changed", tags: ["monitors"] }));
  const button = (): HTMLElement => screen.getByRole("button", { name: /Install and restart/ });
  await waitFor(() => expect(button().getAttribute("aria-disabled")).toBe("true"));
  await user.click(button());
  expect(host.asked.map(({ command }) => command)).not.toContain("install_update");
});

test("a Debian package is fetched, and what installs it is shown", async () => {
  const { becomes } = stage(offered({ by_itself: false }));
  await screen.findByRole("button", { name: "Fetch the package" });
  const command = "sudo apt install '/home/ann/updates/mainstay-0.2.0.deb'";
  const path = "/home/ann/updates/mainstay-0.2.0.deb";
  becomes({ state: "handed_over", version: "0.2.0", path, command });
  await screen.findByText(command);
});
