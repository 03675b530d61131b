import type { WorkstationLine } from "@/ipc/generated/commands";

/** How a workstation stands, as it is said. */
export type Standing =
  | "heard"
  | "never"
  | "silent"
  | "locked"
  | "revoked"
  | "to_be_wiped"
  | "wiped";

/** A workstation that is off over night is nothing to look at; one that is not heard for a day is. */
export function standingOf({
  state,
  heard_at,
  silent_days = 0,
  locks_in_days,
}: WorkstationLine): Standing {
  if (state !== "active") return state;
  if (heard_at === undefined) return "never";
  if (locks_in_days === 0) return "locked";
  return silent_days > 0 ? "silent" : "heard";
}

/** Whether something can still be done to it: one that is to be wiped waits for itself alone. */
export const isInHand = ({ state }: WorkstationLine): boolean =>
  state === "active" || state === "revoked";
