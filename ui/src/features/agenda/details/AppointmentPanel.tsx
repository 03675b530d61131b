import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SharedMark } from "@/appointment/SharedMark";
import { StatusMark } from "@/appointment/StatusMark";
import { usePractitionerName } from "@/appointment/usePlaceText";
import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Kbd } from "@/components/Kbd";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView } from "@/ipc/generated/commands";
import { UnsettledMark } from "@/patient/BothValues";
import { PatientDetails } from "@/patient/PatientLine";
import { PatientName } from "@/patient/PatientName";

import type { VisitAct, VisitActs } from "./useVisitActs";

import styles from "./AppointmentPanel.module.css";

interface AppointmentPanelProps {
  view: AppointmentView;
  acts: VisitActs;
  directory: Directory;
}

/** The visit under the cursor: who, when, how far, and everything that can be done to it. */
export function AppointmentPanel({ view, acts, directory }: AppointmentPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { appointment, patient, end, waiting_minutes: waiting } = view;
  const { first, steps, back } = acts;
  const plain = [acts.invoice, acts.move, acts.describe].filter((act) => act !== undefined);
  return (
    <section className={styles.panel} aria-label={t("agenda.panel.title")}>
      <header className={styles.head}>
        <p className={styles.when}>
          <span className={styles.times}>
            {format.time(appointment.start)}–{format.time(end)}
          </span>
          <span className={styles.day}>
            {format.weekdayDate(appointment.date)} ·{" "}
            {t("agenda.panel.minutes", { minutes: appointment.minutes })}
          </span>
        </p>
        <div className={styles.marks}>
          <StatusMark status={appointment.status} waiting={waiting} />
          <SharedMark view={view} />
        </div>
      </header>
      <div className={styles.who}>
        {acts.patient ? (
          <Link
            to="/patients/$patient"
            params={{ patient: patient.id }}
            className={styles.name}
            aria-keyshortcuts={acts.patient.key?.keys}
          >
            <PatientName patient={patient} marks={false} />
          </Link>
        ) : (
          <span className={styles.name}>
            <PatientName patient={patient} marks={false} />
          </span>
        )}
        <UnsettledMark patient={patient.id} leads />
        <PatientDetails patient={patient} />
      </div>
      <div className={styles.steps}>
        {first && <Act act={first} look="primary" />}
        {steps.map((act) => (
          <Act key={act.id} act={act} />
        ))}
      </div>
      <Particulars view={view} directory={directory} />
      <div className={styles.acts}>
        {plain.map((act) => (
          <Act key={act.id} act={act} size="small" />
        ))}
        {back.map((act) => (
          <Act key={act.id} act={act} size="small" look="quiet" />
        ))}
        {acts.cancel && <Act act={acts.cancel} size="small" look="quiet" />}
      </div>
    </section>
  );
}

function Act(props: { act: VisitAct; look?: "primary" | "quiet"; size?: "small" }) {
  const { act, look, size } = props;
  return (
    <Button {...(look && { look })} {...(size && { size })} keys={act.key?.keys} onPress={act.run}>
      {act.name}
      {act.key && (
        <span aria-hidden className={styles.key}>
          <Kbd keys={act.key.keys} />
        </span>
      )}
    </Button>
  );
}

/** What was told and noted about the visit. */
function Particulars({ view, directory }: Pick<AppointmentPanelProps, "view" | "directory">) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePractitionerName();
  const { appointment } = view;
  const { room, services, arrived_at, in_room_at, done_at, cancel_reason } = appointment;
  const roomName = room && directory.room(room)?.name;
  const booker = directory.person(appointment.booked_by)?.display_name;
  const when = format.instant(appointment.booked_at);
  const times = [
    arrived_at && t("agenda.panel.arrivedAt", { time: format.timeOf(arrived_at) }),
    in_room_at && t("agenda.panel.inRoomAt", { time: format.timeOf(in_room_at) }),
    done_at && t("agenda.panel.doneAt", { time: format.timeOf(done_at) }),
  ].filter((time) => time !== undefined);
  const facts: (readonly [string, ReactNode])[] = [
    [t("agenda.panel.with"), <bdi key="with">{nameOf(appointment.practitioner)}</bdi>],
    [t("agenda.panel.room"), <bdi key="room">{roomName ?? t("agenda.panel.noRoom")}</bdi>],
    [
      t("agenda.panel.reason"),
      <bdi key="reason" dir="auto">
        {appointment.reason || t("agenda.panel.notRecorded")}
      </bdi>,
    ],
    [
      t("agenda.panel.services"),
      services.length === 0
        ? t("agenda.panel.notRecorded")
        : services.map((id) => (
            <div key={id}>
              <bdi>{directory.service(id)?.name ?? format.words.notKnown}</bdi>
            </div>
          )),
    ],
  ];
  if (times.length > 0) {
    facts.push([t("agenda.panel.times"), times.map((time) => <div key={time}>{time}</div>)]);
  }
  if (cancel_reason)
    facts.push([t("agenda.panel.cancelReason"), <bdi key="c">{cancel_reason}</bdi>]);
  facts.push([
    t("agenda.panel.booked"),
    booker
      ? t("agenda.panel.bookedBy", { when, name: booker })
      : t("agenda.panel.bookedAt", { when }),
  ]);
  return <Facts facts={facts} />;
}
