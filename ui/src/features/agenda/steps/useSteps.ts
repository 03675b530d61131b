import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { isStepBack } from "@/appointment/status";
import type {
  AppointmentStatus,
  AppointmentView,
  InvoiceId,
  MoveAppointment,
} from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { usePatientNames } from "@/patient/useUnsettled";

import type { Undo } from "./useUndo";

/** A command that failed has been told of at the edge of the window. */
const told = (): undefined => undefined;

/** What can be done to a visit at once, each with its way back. */
export function useSteps(undo: Undo) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const navigate = useNavigate();
  const advancing = useCommand("advance_appointment");
  const cancelling = useCommand("cancel_appointment");
  const asking = useCommand("cancel_appointment", { inPlace: true });
  const moving = useCommand("move_appointment", { inPlace: true });
  const movingBack = useCommand("move_appointment");
  const drafting = useCommand("draft_invoice");

  const put = (view: AppointmentView, to: AppointmentStatus): void => {
    const { id: appointment, cancel_reason: reason } = view.appointment;
    if (to === "cancelled" && reason) {
      void cancelling.mutateAsync({ appointment, reason }).catch(told);
    } else void advancing.mutateAsync({ appointment, to }).catch(told);
  };

  /** Takes a visit to the next status, or back to the one before. */
  const advance = (view: AppointmentView, to: AppointmentStatus): void => {
    const { id, status: from } = view.appointment;
    const tell = (): void => {
      const title = isStepBack(from, to)
        ? t("agenda.did.back", { status: t(`agenda.status.${to}`) })
        : t(`agenda.did.${to}`);
      undo.did({ title, detail: names(view.patient), takeBack: () => put(view, from) });
    };
    void advancing.mutateAsync({ appointment: id, to }).then(tell, told);
  };

  /** Calls a visit off; rejects with the failure for the dialog that asked why. */
  const cancel = async (view: AppointmentView, reason: string): Promise<void> => {
    await asking.mutateAsync({ appointment: view.appointment.id, reason });
    undo.did({
      title: t("agenda.did.cancelled"),
      detail: names(view.patient),
      takeBack: () => put(view, "booked"),
    });
  };

  /** Gives a visit another place; rejects with the failure for the screen that shows it. */
  const move = async (
    view: AppointmentView,
    place: Omit<MoveAppointment, "appointment">,
    title: string,
  ): Promise<AppointmentView> => {
    const { id, practitioner, room, date, start, minutes } = view.appointment;
    const moved = await moving.mutateAsync({ appointment: id, ...place });
    const before = { practitioner, room, date, start, minutes };
    const takeBack = (): void => {
      // It stood there rightly, inside working hours or not.
      void movingBack.mutateAsync({ appointment: id, ...before, outside_hours: true }).catch(told);
    };
    undo.did({ title, detail: names(view.patient), takeBack });
    return moved;
  };

  /** After a booking: the way back is to call it off. */
  const booked = (view: AppointmentView): void => {
    const takeBack = (): void => {
      const reason = t("agenda.cancel.mistake");
      void cancelling.mutateAsync({ appointment: view.appointment.id, reason }).catch(told);
    };
    undo.did({ title: t("agenda.did.booked"), detail: names(view.patient), takeBack });
  };

  const open = (invoice: InvoiceId): void =>
    void navigate({ to: "/billing/$invoice", params: { invoice } });

  /** Opens the visit's invoice, drafting it first where there is none. */
  const invoice = (view: AppointmentView): void => {
    if (view.invoice) {
      open(view.invoice);
      return;
    }
    const { id, patient } = view.appointment;
    void drafting
      .mutateAsync({ id: uuid7<InvoiceId>(), patient, appointment: id })
      .then((drafted) => open(drafted.invoice.id), told);
  };

  return { advance, cancel, move, booked, invoice };
}

export type Steps = ReturnType<typeof useSteps>;
