import type { SessionLine, WorkstationLine } from "@/ipc/generated/commands";

import { made } from "./clinic";

/** A workstation that shares, as the list has it. */
export const workstation = (
  letters: string,
  more: Partial<WorkstationLine> = {},
): WorkstationLine => ({
  id: made(`device-${letters}`),
  letters,
  name: `desk-${letters.toLowerCase()}`,
  state: "active",
  joined_at: made("2026-11-02T08:00:00.000Z"),
  joined_with: "invitation",
  heard_at: made(new Date().toISOString()),
  silent_days: 0,
  locks_in_days: 14,
  protocol: 4,
  outdated: false,
  held: 0,
  handed_over: 0,
  incidents: [],
  own: false,
  ...more,
});

/** A sign-in at a workstation. */
export const session = (letters: string, more: Partial<SessionLine> = {}): SessionLine => ({
  id: `session-${letters}`,
  device: made(`device-${letters}`),
  workstation: letters,
  facility: made("facility"),
  begun_at: made("2026-11-20T08:00:00.000Z"),
  used_at: made("2026-11-20T09:00:00.000Z"),
  ends_at: made("2026-12-20T08:00:00.000Z"),
  own: false,
  ...more,
});
