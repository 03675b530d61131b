import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";

import type { HostEvent } from "./generated/commands";
import { host } from "./host";
import { invalidateTags } from "./queries";

/** Keeps the cache in step with what the core announces. Returns what stops it. */
export function followChanges(client: QueryClient): () => void {
  return host().listen((event) => {
    if (event.kind === "changed") void invalidateTags(client, event.tags);
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
