import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { isStepBack } from "@/appointment/status";
import type { AppointmentStatus, AppointmentView } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import type { Key } from "@/keyboard/registry";

import { agendaKeys } from "../keys";
import type { Steps } from "../steps/useSteps";

/** Something that can be done to a visit now. */
export interface VisitAct {
  id: string;
  name: string;
  key?: Key;
  run: () => void;
}

export interface VisitActs {
  /** The usual next step. */
  first: VisitAct | undefined;
  /** The other steps forward. */
  steps: VisitAct[];
  /** The step back, where a slip can be undone. */
  back: VisitAct[];
  cancel: VisitAct | undefined;
  move: VisitAct | undefined;
  describe: VisitAct | undefined;
  invoice: VisitAct | undefined;
  patient: VisitAct | undefined;
}

const stepKeys: Partial<Record<AppointmentStatus, Key>> = {
  arrived: agendaKeys.arrived,
  in_room: agendaKeys.inRoom,
  done: agendaKeys.done,
  did_not_attend: agendaKeys.missed,
};

/** Which sheets an act may open. */
export interface Sheets {
  onCancel: (view: AppointmentView) => void;
  onMove: (view: AppointmentView) => void;
  onDescribe: (view: AppointmentView) => void;
}

/** Whether a visit may still get another place; the core decides when it is asked. */
export const isMovable = ({ appointment: { status } }: AppointmentView): boolean =>
  status === "booked" || status === "arrived" || status === "in_room";

const act = (id: string, name: string, key: Key, run: () => void): VisitAct => ({
  id,
  name,
  key,
  run,
});

/** What this person can do to a visit now: the steps that the core names, and what lies around them. */
export function useVisitActs(steps: Steps, sheets: Sheets): (view: AppointmentView) => VisitActs {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = usePermitted();
  return (view) => {
    const { status, patient } = view.appointment;
    const mayBook = may("book_appointments");
    const step = (to: AppointmentStatus): VisitAct => {
      const isBack = isStepBack(status, to);
      const key = stepKeys[to];
      return {
        id: to,
        name:
          isBack && (to === "booked" || to === "arrived" || to === "in_room")
            ? t(`agenda.stepBack.${to}`)
            : t(`agenda.step.${to}`),
        ...(key && { key }),
        run: () => steps.advance(view, to),
      };
    };
    const next = may("advance_appointments") ? view.next.filter((to) => to !== "cancelled") : [];
    const forward = next.filter((to) => !isStepBack(status, to)).map(step);
    const back = next.filter((to) => isStepBack(status, to)).map(step);
    const mayOpenInvoice = may("see_invoices") && view.invoice !== undefined;
    const mayDraft =
      may("issue_invoices") && !view.invoice && ["arrived", "in_room", "done"].includes(status);
    return {
      first: forward[0],
      steps: forward.slice(1),
      back,
      cancel:
        mayBook && view.next.includes("cancelled")
          ? act("cancel", t("agenda.panel.cancel"), agendaKeys.cancel, () => sheets.onCancel(view))
          : undefined,
      move:
        mayBook && isMovable(view)
          ? act("move", t("agenda.panel.move"), agendaKeys.move, () => sheets.onMove(view))
          : undefined,
      describe: may("advance_appointments")
        ? act("describe", t("agenda.panel.edit"), agendaKeys.describe, () =>
            sheets.onDescribe(view),
          )
        : undefined,
      invoice:
        mayOpenInvoice || mayDraft
          ? act(
              "invoice",
              t(view.invoice ? "agenda.panel.openInvoice" : "agenda.panel.draftInvoice"),
              agendaKeys.invoice,
              () => steps.invoice(view),
            )
          : undefined,
      patient: may("open_patients")
        ? act("patient", t("agenda.panel.patient"), agendaKeys.patient, () => {
            void navigate({ to: "/patients/$patient", params: { patient } });
          })
        : undefined,
    };
  };
}
