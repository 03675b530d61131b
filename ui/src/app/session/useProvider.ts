import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";

import { useHostEvent } from "@/ipc/events";
import type { IdentityProvider } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** How often one that cannot be reached is looked for. */
const LOOKS_AGAIN_MS = 30_000;

/** The provider through which people may sign in, if there is one; asked again when the server comes or goes. */
export function useProvider(): IdentityProvider | undefined {
  const client = useQueryClient();
  const asked = query("identity_provider", {});
  const { data } = useQuery({
    ...asked,
    refetchInterval: ({ state }) =>
      state.data?.provider?.standing === "unreachable" ? LOOKS_AGAIN_MS : false,
  });
  const online = useRef<boolean>(undefined);
  useHostEvent("sync", ({ status }) => {
    if (status.online === online.current) return;
    online.current = status.online;
    void client.invalidateQueries({ queryKey: asked.queryKey });
  });
  return data?.provider;
}
