import type { Key } from "@/keyboard/registry";

/** Keys of the ward board and of the alarm banner. */
export const wardKeys = {
  acknowledge: {
    id: "ward.acknowledge",
    keys: "Alt+A",
    scope: "everywhere",
    title: "ward.keys.acknowledge",
  },
  pauseSound: {
    id: "ward.pauseSound",
    keys: "Alt+P",
    scope: "everywhere",
    title: "ward.keys.pause",
  },
  acknowledgeBed: {
    id: "ward.acknowledgeBed",
    keys: "A",
    scope: "ward",
    title: "ward.keys.acknowledgeBed",
    palette: false,
  },
  pauseHere: {
    id: "ward.pauseHere",
    keys: "P",
    scope: "ward",
    title: "ward.keys.pause",
    palette: false,
  },
  alarmsFirst: {
    id: "ward.alarmsFirst",
    keys: "F",
    scope: "ward",
    title: "ward.keys.alarmsFirst",
  },
  layoutAuto: { id: "ward.layoutAuto", keys: "0", scope: "ward", title: "ward.keys.layoutAuto" },
  layout1: { id: "ward.layout1", keys: "1", scope: "ward", title: "ward.keys.layout1" },
  layout4: { id: "ward.layout4", keys: "4", scope: "ward", title: "ward.keys.layout4" },
  layout6: { id: "ward.layout6", keys: "6", scope: "ward", title: "ward.keys.layout6" },
  layout9: { id: "ward.layout9", keys: "9", scope: "ward", title: "ward.keys.layout9" },
  nextPage: {
    id: "ward.nextPage",
    keys: "PageDown",
    scope: "ward",
    title: "ward.keys.nextPage",
    palette: false,
  },
  previousPage: {
    id: "ward.previousPage",
    keys: "PageUp",
    scope: "ward",
    title: "ward.keys.previousPage",
    palette: false,
  },
  chart: { id: "ward.chart", keys: "C", scope: "ward", title: "ward.keys.chart" },
  assign: { id: "ward.assign", keys: "N", scope: "ward", title: "ward.keys.assign" },
  release: { id: "ward.release", keys: "R", scope: "ward", title: "ward.keys.release" },
} as const satisfies Record<string, Key>;
