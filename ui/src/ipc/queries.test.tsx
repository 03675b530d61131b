import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";

import { made, patientNamed } from "@/testing/clinic";
import { fakeHost, refusal } from "@/testing/fakeHost";

import type { CommandFailed } from "./call";
import { followChanges } from "./events";
import { newQueryClient, query, useCommand } from "./queries";

function stage(onFailure: (failed: CommandFailed) => void = () => undefined) {
  const client = newQueryClient(onFailure);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}

const reads = (host: ReturnType<typeof fakeHost>, name: string): number =>
  host.asked.filter(({ command }) => command === name).length;

test("a change makes what shares its tags be read again, and nothing else", async () => {
  const host = fakeHost({
    recent_patients: () => ({ patients: [], more: false }),
    printers: () => ({ printers: [] }),
    end_coverage: () => ({}),
  });
  const { wrapper } = stage();
  const { result } = renderHook(
    () => ({
      recent: useQuery(query("recent_patients", { limit: 3 })),
      printers: useQuery(query("printers", {})),
      change: useCommand("end_coverage"),
    }),
    { wrapper },
  );
  await waitFor(() => expect(result.current.printers.isSuccess).toBe(true));
  await result.current.change.mutateAsync({ coverage: made("c"), on: made("2026-11-20") });
  await waitFor(() => expect(reads(host, "recent_patients")).toBe(2));
  expect(reads(host, "printers")).toBe(1);
});

test("what the core announces as changed is read again", async () => {
  const host = fakeHost({
    search_patients: () => ({ patients: [patientNamed("1", "SMITH, Ann")], more: false }),
  });
  const { client, wrapper } = stage();
  const stop = followChanges(client);
  const { result } = renderHook(
    () => useQuery(query("search_patients", { text: "smi", limit: 5 })),
    { wrapper },
  );
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  host.announce({ kind: "changed", tags: ["invoices"] });
  host.announce({ kind: "changed", tags: ["patients"] });
  await waitFor(() => expect(reads(host, "search_patients")).toBe(2));
  stop();
});

test("the state of sharing that the core announces needs no asking", async () => {
  const host = fakeHost({
    sync_status: () => ({ online: true, waiting: 0, attention: 0, refilling: false }),
  });
  const { client, wrapper } = stage();
  const stop = followChanges(client);
  const { result } = renderHook(() => useQuery(query("sync_status", {})).data, { wrapper });
  await waitFor(() => expect(result.current?.waiting).toBe(0));
  host.announce({
    kind: "sync",
    status: { online: false, waiting: 14, attention: 0, refilling: false },
  });
  await waitFor(() => expect(result.current?.waiting).toBe(14));
  expect(reads(host, "sync_status")).toBe(1);
  stop();
});

test("a failed change is told once, unless its form shows it in place", async () => {
  fakeHost({
    lock: () => {
      throw refusal("server_unreachable");
    },
  });
  const tell = vi.fn();
  const { wrapper } = stage(tell);
  const { result } = renderHook(
    () => ({ told: useCommand("lock"), inPlace: useCommand("lock", { inPlace: true }) }),
    { wrapper },
  );
  await expect(result.current.inPlace.mutateAsync({})).rejects.toMatchObject({
    failure: { code: "server_unreachable" },
  });
  expect(tell).not.toHaveBeenCalled();
  await expect(result.current.told.mutateAsync({})).rejects.toBeDefined();
  expect(tell).toHaveBeenCalledOnce();
});

test("whatever breaks on the way to the core is an internal failure", async () => {
  fakeHost();
  const { wrapper } = stage();
  const { result } = renderHook(() => useQuery(query("printers", {})), { wrapper });
  await waitFor(() => expect(result.current.error?.failure.code).toBe("internal"));
});

test("what may not be seen any more is not kept, and what only failed is", async () => {
  let code: "record_restricted" | "disk_full" | undefined;
  const host = fakeHost({
    unsettled_fields: () => {
      if (code) throw refusal(code);
      return { fields: [] };
    },
  });
  const { client, wrapper } = stage();
  const stop = followChanges(client);
  const { result } = renderHook(() => useQuery(query("unsettled_fields", {})), { wrapper });
  await waitFor(() => expect(result.current.isSuccess).toBe(true));
  code = "disk_full";
  host.announce({ kind: "changed", tags: ["patients"] });
  await waitFor(() => expect(result.current.error?.failure.code).toBe("disk_full"));
  expect(result.current.data).toEqual({ fields: [] });
  code = "record_restricted";
  host.announce({ kind: "changed", tags: ["patients"] });
  await waitFor(() => expect(result.current.error?.failure.code).toBe("record_restricted"));
  expect(result.current.data).toBeUndefined();
  stop();
});
