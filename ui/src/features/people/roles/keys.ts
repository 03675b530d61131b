import type { Key } from "@/keyboard/registry";

/** Keys of the roles, and of the form about one. */
export const roleKeys = {
  make: { id: "roles.make", keys: "N", scope: "people.roles", title: "people.roles.keys.make" },
  change: {
    id: "roles.change",
    keys: "E",
    scope: "people.roles",
    title: "people.roles.keys.change",
  },
  active: {
    id: "roles.active",
    keys: "X",
    scope: "people.roles",
    title: "people.roles.keys.active",
  },
  save: {
    id: "roles.save",
    keys: "Mod+Enter",
    scope: "people.role",
    title: "people.roles.keys.save",
    palette: false,
  },
} as const satisfies Record<string, Key>;
