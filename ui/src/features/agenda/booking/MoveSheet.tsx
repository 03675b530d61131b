import { useState } from "react";
import { useTranslation } from "react-i18next";

import { usePlaceText, useVisitPlaceText } from "@/appointment/usePlaceText";
import { fieldProblems } from "@/failures/fieldProblems";
import { minutesOf } from "@/format/dates";
import { CommandFailed } from "@/ipc/call";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView, Failure, Slot } from "@/ipc/generated/commands";
import { PatientNames } from "@/patient/BothValues";

import type { Steps } from "../steps/useSteps";
import { type PlaceFields, withSlot } from "./fields";
import { FreeTimes } from "./FreeTimes";
import { PlaceFieldset } from "./PlaceFieldset";
import { Refusal } from "./Refusal";
import { ScheduleSheet } from "./ScheduleSheet";

interface MoveSheetProps {
  view: AppointmentView;
  directory: Directory;
  steps: Steps;
  onMoved: (view: AppointmentView) => void;
  onClose: () => void;
}

/** Moves a visit to any day, by typing; the grid does the same for what is in sight. */
export function MoveSheet({ view, directory, steps, onMoved, onClose }: MoveSheetProps) {
  const { t } = useTranslation();
  const placeText = usePlaceText();
  const visitPlace = useVisitPlaceText();
  const [fields, setFields] = useState<PlaceFields>(() => placeFieldsOf(view, directory));
  const [failure, setFailure] = useState<Failure | null>(null);
  const { practitioner, date } = fields;
  const problems = Object.fromEntries(
    Object.entries(fieldProblems(failure)).map(([name, sentence]) => [name, t(sentence)]),
  );
  const change = (some: Partial<PlaceFields>): void => {
    setFields((now) => ({ ...now, ...some }));
    setFailure(null);
  };
  const send = async (of: PlaceFields, outside: boolean): Promise<void> => {
    const { start, minutes, room } = of;
    if (!of.practitioner || !of.date || !start || minutes === null) return;
    const from = minutesOf(start);
    const place = { practitioner: of.practitioner, date: of.date };
    const title = t("agenda.did.moved", {
      place: placeText({ ...place, from, to: from + minutes }),
    });
    try {
      const wanted = { ...place, ...(room && { room }), start, minutes, outside_hours: outside };
      onMoved(await steps.move(view, wanted, title));
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      setFailure(error.failure);
    }
  };
  const sendAt = (slot: Slot): void => {
    const next = withSlot(fields, slot);
    setFields(next);
    void send(next, false);
  };
  return (
    <ScheduleSheet
      title={t("agenda.booking.moveTitle")}
      about={
        <>
          <PatientNames patient={view.patient} />
          <br />
          {t("agenda.booking.from", { place: visitPlace(view) })}
        </>
      }
      submit={t("agenda.booking.submitMove")}
      onClose={onClose}
      onSubmit={() => void send(fields, false)}
    >
      <PlaceFieldset fields={fields} directory={directory} problems={problems} onChange={change} />
      {failure && practitioner && date ? (
        <Refusal
          failure={failure}
          asked={{ practitioner, room: fields.room ?? undefined, date }}
          onTake={sendAt}
          onOutside={() => void send(fields, true)}
          outside={t("agenda.booking.outsideMove")}
        />
      ) : (
        <FreeTimes
          fields={fields}
          patient={view.patient.id}
          onTake={(slot) => change(withSlot(fields, slot))}
        />
      )}
    </ScheduleSheet>
  );
}

/** The place that a visit has; its room stands there only where it is not the usual one. */
function placeFieldsOf({ appointment }: AppointmentView, directory: Directory): PlaceFields {
  const { practitioner, date, start, minutes, room } = appointment;
  const usual = directory.practitioner(practitioner)?.usual_room;
  return { practitioner, date, start, minutes, room: room && room !== usual ? room : null };
}
