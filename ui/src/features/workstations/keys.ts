import type { Key } from "@/keyboard/registry";

/** Keys of the facility's workstations. */
export const workstationsKeys = {
  invite: {
    id: "workstations.invite",
    keys: "N",
    scope: "workstations",
    title: "workstations.keys.invite",
  },
  revoke: {
    id: "workstations.revoke",
    keys: "X",
    scope: "workstations",
    title: "workstations.keys.revoke",
  },
  again: {
    id: "workstations.again",
    keys: "R",
    scope: "workstations",
    title: "workstations.again",
  },
} as const satisfies Record<string, Key>;
