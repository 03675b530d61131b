import { useEffect, useState } from "react";

import { call } from "@/ipc/call";
import { useHostEvent } from "@/ipc/events";

import { WaveStreams } from "./stream";

/** A refusal leaves the canvases without samples, which they show as what it is. */
function watch(monitors: string[]): void {
  call("watch_waves", { monitors }).catch(() => undefined);
}

/** The waves of the monitors on the screen, and of no others; of none once the screen is left. */
export function useWatchedWaves(monitors: readonly string[]): WaveStreams {
  const [streams] = useState(() => new WaveStreams());
  useHostEvent("waves", ({ batch }) => streams.take(batch.chunks, performance.now()));
  const wanted = monitors.toSorted().join(" ");
  useEffect(() => watch(wanted === "" ? [] : wanted.split(" ")), [wanted]);
  useEffect(() => () => watch([]), []);
  return streams;
}
