import type { Key } from "@/keyboard/registry";

/** Keys of the audit trail. */
export const auditKeys = {
  trail: {
    id: "audit.trail",
    keys: "A",
    scope: "audit",
    title: "audit.view.trail",
    palette: false,
  },
  report: {
    id: "audit.report",
    keys: "W",
    scope: "audit",
    title: "audit.view.report",
    palette: false,
  },
  unusual: {
    id: "audit.unusual",
    keys: "U",
    scope: "audit",
    title: "audit.view.unusual",
    palette: false,
  },
  emergency: {
    id: "audit.emergency",
    keys: "E",
    scope: "audit",
    title: "audit.view.emergency",
    palette: false,
  },
  again: { id: "audit.again", keys: "R", scope: "audit", title: "audit.again" },
  next: { id: "audit.next", keys: "N", scope: "audit", title: "audit.next", palette: false },
  previous: {
    id: "audit.previous",
    keys: "P",
    scope: "audit",
    title: "audit.previous",
    palette: false,
  },
  save: { id: "audit.save", keys: "Mod+S", scope: "audit", title: "audit.save" },
} as const satisfies Record<string, Key>;
