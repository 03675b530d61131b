import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";
import { usePermitted } from "@/ipc/session";
import { PatientPicker } from "@/patient/PatientPicker";

import { type BookingFields, type PlaceFields, isWorthKeeping } from "./fields";
import { FreeTimes } from "./FreeTimes";
import { PlaceFieldset } from "./PlaceFieldset";
import { Refusal } from "./Refusal";
import { ScheduleSheet } from "./ScheduleSheet";
import { ServicesField } from "./ServicesField";
import { useBooking } from "./useBooking";

interface BookingSheetProps {
  start: BookingFields;
  directory: Directory;
  onBooked: (view: AppointmentView) => void;
  onClose: () => void;
  /** Where it would stand now, for the grid beside. */
  onSketch?: ((place: PlaceFields) => void) | undefined;
}

/** Books a visit: who, with whom, when, why. Ctrl+Enter books from any field. */
export function BookingSheet({ start, directory, onBooked, onClose, onSketch }: BookingSheetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const may = usePermitted();
  const booking = useBooking({ start, directory, onBooked });
  const { fields, change, problems, failure } = booking;
  const { patient, practitioner, date } = fields;
  useEffect(() => onSketch?.(fields), [fields, onSketch]);
  const close = (): void => {
    booking.keepNow();
    onClose();
  };
  const register = (text: string): void => {
    booking.keepNow();
    void navigate({ to: "/patients/register", search: { text } });
  };
  return (
    <ScheduleSheet
      title={t("agenda.booking.title")}
      submit={t("agenda.booking.submit")}
      onClose={close}
      onSubmit={() => booking.send()}
      onBlur={booking.keepNow}
      aside={
        isWorthKeeping(fields) && (
          <Button
            look="quiet"
            onPress={() => {
              booking.discard();
              onClose();
            }}
          >
            {t("agenda.booking.discard")}
          </Button>
        )
      }
    >
      <PatientPicker
        label={t("agenda.booking.patient")}
        value={patient}
        onChange={(chosen) => change({ patient: chosen })}
        autoFocus={patient === null}
        isRequired
        error={problems["patient"]}
        onRegister={may("register_patients") ? register : undefined}
      />
      {patient?.died_on && (
        <Notice
          tone="danger"
          title={t("agenda.booking.died", { date: format.date(patient.died_on) })}
        >
          {t("agenda.booking.diedNext")}
        </Notice>
      )}
      <PlaceFieldset fields={fields} directory={directory} problems={problems} onChange={change} />
      {failure && practitioner && date ? (
        <Refusal
          failure={failure}
          asked={{ practitioner, room: fields.room ?? undefined, date }}
          onTake={booking.sendAt}
          onOutside={() => booking.send(true)}
          outside={t("agenda.booking.outside")}
        />
      ) : (
        <FreeTimes fields={fields} patient={patient?.id} onTake={booking.take} />
      )}
      <TextField
        label={t("agenda.booking.reason")}
        value={fields.reason}
        onChange={(reason) => change({ reason })}
        autoFocus={patient !== null}
        maxLength={500}
        placeholder={t("agenda.booking.reasonHint")}
        error={problems["reason"]}
        dir="auto"
      />
      <ServicesField
        directory={directory}
        value={fields.services}
        onChange={booking.plan}
        error={problems["services"]}
      />
    </ScheduleSheet>
  );
}
