import type { ActiveAlarm } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { ofMonitor, wantsSomebody } from "../alarms/order";
import { useAcknowledge } from "../alarms/useAcknowledge";
import { wardKeys } from "../keys";

/**
 * `A` acknowledges the alarm of the bed that is looked at or has the focus; where no bed is meant,
 * that of the banner. It never reaches past a bed to another one's alarm.
 */
export function useAcknowledgeKey(
  alarms: readonly ActiveAlarm[],
  looked: string | undefined,
): void {
  const { mayAcknowledge, acknowledge } = useAcknowledge();
  const press = (): void => {
    const focused = document.activeElement?.closest("article")?.querySelector("[data-bed]");
    const bed = looked ?? focused?.getAttribute("data-bed") ?? undefined;
    const meant = bed === undefined ? alarms : ofMonitor(alarms, bed);
    const first = meant.find(({ alarm }) => wantsSomebody(alarm.phase));
    if (first) acknowledge(first);
  };
  const isAny = alarms.some(({ alarm }) => wantsSomebody(alarm.phase));
  useKey(wardKeys.acknowledgeBed, press, mayAcknowledge && isAny);
}
