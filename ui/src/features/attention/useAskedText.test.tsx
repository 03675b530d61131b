import { QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { effects } from "@/ipc/generated/commands";
import { newQueryClient } from "@/ipc/queries";
import { made } from "@/testing/clinic";
import { fakeHost } from "@/testing/fakeHost";

import { useAskedText } from "./useAskedText";

test("every change that the server may refuse has words of its own", () => {
  fakeHost();
  const client = newQueryClient(() => undefined);
  const { result } = renderHook(useAskedText, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    ),
  });
  const wordless = Object.entries(effects)
    .filter(([, { kind }]) => kind === "changes")
    .map(([command]) => command)
    .filter((command) => {
      const asked = {
        change: made<never>("c"),
        person: made<never>("p"),
        device: made<never>("d"),
      };
      const refused = { ...asked, recorded_at: made<never>("2026-11-20T08:30:00.000Z") };
      const said = result.current({ ...refused, command, request: {}, code: "internal", data: {} });
      return said.includes(command);
    });
  expect(wordless).toEqual([]);
});
