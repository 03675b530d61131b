import type { Key } from "@/keyboard/registry";

/** Keys of the people who have an account, and of the form about one. */
export const peopleKeys = {
  invite: { id: "people.invite", keys: "N", scope: "people", title: "people.keys.invite" },
  change: { id: "people.change", keys: "E", scope: "people", title: "people.keys.change" },
  reset: { id: "people.reset", keys: "R", scope: "people", title: "people.keys.reset" },
  active: { id: "people.active", keys: "X", scope: "people", title: "people.keys.active" },
  accounts: {
    id: "people.accounts",
    keys: "A",
    scope: "people",
    title: "people.view.accounts",
    palette: false,
  },
  roles: {
    id: "people.roles",
    keys: "O",
    scope: "people",
    title: "people.view.roles",
    palette: false,
  },
  unlink: { id: "people.unlink", keys: "U", scope: "people", title: "people.keys.unlink" },
  save: {
    id: "people.save",
    keys: "Mod+Enter",
    scope: "people.form",
    title: "people.keys.save",
    palette: false,
  },
} as const satisfies Record<string, Key>;
