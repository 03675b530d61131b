import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { useHostEvent } from "@/ipc/events";
import type { MonitorView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { LiveMonitors } from "./monitors";

const AGE_EVERY_MS = 500;

/** Never an answer of a moment ago: what was left of the last visit would look like now. */
const board = { ...query("ward_board", {}), gcTime: 0, staleTime: 0 };

/** The board, and the monitors on it as they are told of each second. */
export function useWardBoard() {
  const { data, error, refetch } = useQuery(board);
  const [monitors] = useState(() => new LiveMonitors());

  useEffect(() => {
    if (!data) return;
    const views = data.beds.map(({ monitor }) => monitor);
    monitors.take(views, performance.now());
  }, [data, monitors]);

  useHostEvent("monitor", ({ monitor }) => {
    const isNew = monitors.get(monitor.monitor) === undefined;
    monitors.take([monitor], performance.now());
    if (isNew && data) void refetch();
  });

  useEffect(() => {
    const timer = setInterval(() => monitors.age(performance.now()), AGE_EVERY_MS);
    return () => clearInterval(timer);
  }, [monitors]);

  return { board: data, error, monitors };
}

/** One monitor as it is to be shown now. */
export function useMonitor(monitors: LiveMonitors, first: MonitorView): MonitorView {
  return useSyncExternalStore(monitors.subscribe, () => monitors.get(first.monitor) ?? first);
}
