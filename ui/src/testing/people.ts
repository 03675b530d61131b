import type { AccountLine } from "@/ipc/generated/commands";

import { made } from "./clinic";

/** An account as the list of people has it. */
export const account = (
  id: string,
  [given, family]: readonly [string, string],
  more: Partial<AccountLine> = {},
): AccountLine => ({
  id: made(id),
  name: { family, given },
  display_name: `${given} ${family}`,
  role: "reception",
  state: "active",
  second_factor: false,
  linked: false,
  own: false,
  pending: false,
  ...more,
});
