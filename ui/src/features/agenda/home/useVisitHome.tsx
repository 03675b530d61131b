import { useNavigate } from "@tanstack/react-router";
import { type FocusEvent, type ReactNode, useState } from "react";

import { useDirectory } from "@/ipc/directory";
import type { AppointmentId, AppointmentView } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";

import { useVisitActs } from "../details/useVisitActs";
import { useVisitKeys } from "../details/useVisitKeys";
import { useSheets, VisitSheets } from "../details/VisitSheets";
import { agendaKeys } from "../keys";
import { useSteps } from "../steps/useSteps";
import { useUndo } from "../steps/useUndo";
import { useToday } from "./useToday";

const inside = (element: HTMLElement, target: EventTarget | null): Element | undefined =>
  target instanceof Element && element.contains(target) ? target : undefined;

/** What every part of a home that lists visits needs: the visits, what can be done, the keys, the sheets. */
export function useVisitHome() {
  const navigate = useNavigate();
  const directory = useDirectory();
  const today = useToday();
  const undo = useUndo();
  const steps = useSteps(undo);
  const { open, sheets, close } = useSheets();
  const acts = useVisitActs(steps, sheets);
  const [picked, setPicked] = useState<AppointmentId | null>(null);
  const [isActive, setActive] = useState(false);
  const view = today.visits.find(({ appointment }) => appointment.id === picked);
  useVisitKeys(view && acts(view));
  useKey(agendaKeys.undo, undo.last, isActive);
  const sheet: ReactNode = directory && (
    <VisitSheets open={open} directory={directory} steps={steps} undo={undo} onClose={close} />
  );
  return {
    /**
     * For the element around the lists. The keys concern the row that has the focus, in this part of the
     * home alone: never one that was looked at before.
     */
    scope: {
      "data-scope": "agenda",
      onFocus: ({ currentTarget, target }: FocusEvent<HTMLElement>): void => {
        const row = inside(currentTarget, target)?.closest<HTMLElement>("[data-key]");
        const id = row?.dataset["key"];
        setPicked(
          today.visits.find(({ appointment }) => appointment.id === id)?.appointment.id ?? null,
        );
        setActive(inside(currentTarget, target) !== undefined);
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
        if (inside(currentTarget, relatedTarget)) return;
        setPicked(null);
        setActive(false);
      },
    },
    today,
    directory,
    steps,
    acts,
    sheet,
    /** What every list of visits shares. */
    list: {
      acts,
      picked,
      onOpen: ({ appointment: { id, date } }: AppointmentView): void => {
        void navigate({ to: "/schedule", search: { date, appointment: id } });
      },
    },
  };
}
