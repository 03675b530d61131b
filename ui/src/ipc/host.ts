import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { HostEvent } from "./generated/commands";

/** What stands behind the window: the desktop's core, or a stand-in in tests. */
export interface Host {
  /** Runs one command. Rejects with a `Failure`, or with whatever broke on the way. */
  invoke(command: string, payload: unknown): Promise<unknown>;
  /** Hears what the core announces, until the returned function is called. */
  listen(hear: (event: HostEvent) => void): () => void;
}

const desktop: Host = {
  invoke: (command, payload) => invoke("ipc", { command, payload }),
  listen(hear) {
    let heard = true;
    const unlisten = listen<HostEvent>("host_event", (event) => {
      if (heard) hear(event.payload);
    });
    return () => {
      heard = false;
      unlisten.then(
        (stop) => stop(),
        () => undefined,
      );
    };
  },
};

let current: Host = desktop;

/** The host in use. */
export const host = (): Host => current;

/** Puts a stand-in in the desktop's place; for tests and the gallery only. */
export function standIn(other: Host): void {
  current = other;
}
