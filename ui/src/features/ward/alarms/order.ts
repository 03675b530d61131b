import type { ActiveAlarm, AlarmKey, AlarmPhase } from "@/ipc/generated/commands";

/** Names an alarm across answers of the core. */
export const nameOf = ({ monitor, condition, onset }: AlarmKey): string =>
  `${monitor}/${condition}/${onset}`;

/** Whether a person still has to see it: active, or over and latched. */
export const wantsSomebody = (phase: AlarmPhase): boolean =>
  phase === "active" || phase === "latched";

/**
 * The order of the banner: first what nobody has acknowledged, then the rest; within both in the
 * core's order, which is by priority and then the newest first.
 */
export function inOrder(alarms: readonly ActiveAlarm[]): ActiveAlarm[] {
  const open = alarms.filter(({ alarm }) => wantsSomebody(alarm.phase));
  const seen = alarms.filter(({ alarm }) => alarm.phase === "acknowledged");
  return [...open, ...seen];
}

/** The alarms of one monitor, in the banner's order. */
export const ofMonitor = (alarms: readonly ActiveAlarm[], monitor: string): ActiveAlarm[] =>
  inOrder(alarms.filter(({ alarm }) => alarm.key.monitor === monitor));

const rank = { high: 3, medium: 2, low: 1 } as const;

/** How urgent a bed is, for sorting: an alarm that nobody acknowledged before any that somebody did. */
export function urgency(alarms: readonly ActiveAlarm[]): number {
  return Math.max(
    0,
    ...alarms.map(({ alarm }) => rank[alarm.priority] * 2 + (wantsSomebody(alarm.phase) ? 7 : 0)),
  );
}
