import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import type { HostEvent } from "./generated/commands";
import { host } from "./host";
import { invalidateTags, query } from "./queries";

/**
 * Keeps the cache in step with what the core announces: tags make answers old; the state of
 * sharing and the alarms that are on come whole and are put in place. Returns what stops it.
 */
export function followChanges(client: QueryClient): () => void {
  return host().listen((event) => {
    switch (event.kind) {
      case "changed":
        void invalidateTags(client, event.tags);
        break;
      case "sync":
        client.setQueryData(query("sync_status", {}).queryKey, event.status);
        break;
      case "alarms":
        client.setQueryData(query("active_alarms", {}).queryKey, event.alarms);
        break;
      case "lock_now":
      case "monitor":
      case "waves":
      case "open_patient":
        // For the screens that show them: `useHostEvent`.
        break;
    }
  });
}

/** Hears one kind of the core's announcements for as long as the component is there. */
export function useHostEvent<K extends HostEvent["kind"]>(
  kind: K,
  hear: (event: Extract<HostEvent, { kind: K }>) => void,
): void {
  const heard = useEffectEvent(hear);
  useEffect(
    () =>
      host().listen((event) => {
        if (event.kind === kind) heard(event as Extract<HostEvent, { kind: K }>);
      }),
    [kind],
  );
}
