import { useKey } from "@/keyboard/useKey";

import { agendaKeys } from "../keys";
import type { VisitActs } from "./useVisitActs";

const nothing = (): void => undefined;

/** Lets the keys of the registry do what can be done to the visit under the cursor. */
export function useVisitKeys(acts: VisitActs | undefined): void {
  const steps = acts ? [acts.first, ...acts.steps, ...acts.back] : [];
  const step = (id: string): (() => void) | undefined => steps.find((one) => one?.id === id)?.run;
  const [arrived, inRoom, done, missed] = [
    step("arrived"),
    step("in_room"),
    step("done"),
    step("did_not_attend"),
  ];
  useKey(agendaKeys.arrived, arrived ?? nothing, arrived !== undefined);
  useKey(agendaKeys.inRoom, inRoom ?? nothing, inRoom !== undefined);
  useKey(agendaKeys.done, done ?? nothing, done !== undefined);
  useKey(agendaKeys.missed, missed ?? nothing, missed !== undefined);
  useKey(agendaKeys.cancel, acts?.cancel?.run ?? nothing, acts?.cancel !== undefined);
  useKey(agendaKeys.move, acts?.move?.run ?? nothing, acts?.move !== undefined);
  useKey(agendaKeys.describe, acts?.describe?.run ?? nothing, acts?.describe !== undefined);
  useKey(agendaKeys.invoice, acts?.invoice?.run ?? nothing, acts?.invoice !== undefined);
  useKey(agendaKeys.patient, acts?.patient?.run ?? nothing, acts?.patient !== undefined);
}
