import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { SharedMark } from "@/appointment/SharedMark";
import { slotTaken } from "@/appointment/slotTaken";
import type { LeaseView } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { directory, someColumn } from "@/testing/agenda";
import { made, signedIn } from "@/testing/clinic";
import { fakeHost } from "@/testing/fakeHost";

import { gridColumn, leaseAt } from "../grid/columns";
import { LeaseList } from "./LeaseList";

const lease: LeaseView = {
  lease: {
    id: made("l1"),
    practitioner: made("byrne"),
    starts_at: made("2026-11-23T10:00:00.000Z"),
    ends_at: made("2026-11-23T12:00:00.000Z"),
    device: made("d2"),
    workstation: "B",
    granted_at: made("2026-11-20T09:00:00.000Z"),
    granted_by: made("p1"),
  },
  from: made("10:00"),
  to: made("12:00"),
  mine: false,
  asked_for: false,
};

test("a stretch knows the lease that it touches", () => {
  const column = gridColumn(
    { ...someColumn("byrne", "2026-11-23", []), leases: [lease] },
    { step: 20, showsCancelled: false },
  );
  expect(leaseAt(column, { from: 580, to: 600 })).toBeUndefined();
  expect(leaseAt(column, { from: 580, to: 601 })?.lease.id).toBe("l1");
  expect(leaseAt(column, { from: 720, to: 740 })).toBeUndefined();
});

test("a refusal because of a lease offers what is free, like any taken place", () => {
  const data = { what: "lease", workstation: "B", offers: [] };
  expect(slotTaken({ code: "slot_leased", data })?.workstation).toBe("B");
});

test("tentative is said in words, and outweighs that it is not shared yet", () => {
  const { rerender } = render(<SharedMark view={{ not_yet_shared: true, tentative: true }} />);
  expect(screen.getAllByText("Tentative")).toHaveLength(1);
  rerender(<SharedMark view={{ not_yet_shared: true, tentative: false }} />);
  expect(screen.queryByText("Tentative")).toBeNull();
  expect(screen.getAllByText("Not yet shared")).toHaveLength(1);
});

test("reserved times are given back by their own button", async () => {
  const host = fakeHost({
    directory: () => directory,
    session_state: () => signedIn(["lease_slots"]),
    end_slot_lease: () => ({}),
  });
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LeaseList leases={[lease]} />
    </QueryClientProvider>,
  );
  expect(screen.getAllByText("Reserved for B")).toHaveLength(1);
  await userEvent.click(screen.getByRole("button"));
  expect(host.asked).toContainEqual({ command: "end_slot_lease", request: { lease: "l1" } });
});
