import type { ReactNode } from "react";
import { GridList, GridListItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { SharedMark } from "@/appointment/SharedMark";
import { StatusMark } from "@/appointment/StatusMark";
import { usePractitionerName } from "@/appointment/usePlaceText";
import { Button } from "@/components/Button";
import { StatusPill } from "@/components/StatusPill";
import { useFormat } from "@/format/useFormat";
import type { AppointmentId, AppointmentView } from "@/ipc/generated/commands";
import { PatientName } from "@/patient/PatientName";
import { usePatientNames } from "@/patient/useUnsettled";

import type { VisitAct, VisitActs } from "../details/useVisitActs";

import styles from "./VisitList.module.css";

interface VisitListProps {
  title: string;
  views: readonly AppointmentView[];
  /** What to say instead of rows. */
  none: ReactNode;
  acts: (view: AppointmentView) => VisitActs;
  /** The one thing that is done next from this list. */
  next: (acts: VisitActs) => VisitAct | undefined;
  /** The row that has the focus. */
  picked: AppointmentId | null;
  /** Enter, or a double click. */
  onOpen: (view: AppointmentView) => void;
  lateBy?: ((view: AppointmentView) => number | undefined) | undefined;
  /** Whether the practitioner is named; not in a list of one's own. */
  namesPractitioner?: boolean;
  /** In a narrow column the mark and the next step stand under the name. */
  isNarrow?: boolean;
  /** Beside the title. */
  tools?: ReactNode;
  /** Under the rows. */
  foot?: ReactNode;
}

/** Visits of today that want the same thing next. Arrow keys walk them; the keys of a visit act on the row. */
export function VisitList(props: VisitListProps) {
  const { title, views, none, picked, onOpen, tools, foot, isNarrow } = props;
  const names = usePatientNames();
  const find = (key: unknown): AppointmentView | undefined =>
    views.find(({ appointment }) => appointment.id === key);
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {views.length > 0 && <span className={styles.count}>{views.length}</span>}
        {tools}
      </header>
      {views.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <GridList
          aria-label={title}
          // Letters are the keys of the visit: none of them may also walk to another patient.
          disallowTypeAhead
          className={styles.list}
          data-narrow={isNarrow || undefined}
          items={views.map((view) => ({ id: view.appointment.id, view }))}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={picked && find(picked) ? [picked] : []}
          onAction={(key) => {
            const view = find(key);
            if (view) onOpen(view);
          }}
        >
          {({ id, view }) => (
            <GridListItem id={id} textValue={names(view.patient)} className={styles.row}>
              <Visit {...props} view={view} />
            </GridListItem>
          )}
        </GridList>
      )}
      {foot}
    </section>
  );
}

function Visit(props: VisitListProps & { view: AppointmentView }) {
  const { view, acts, next, lateBy, namesPractitioner = true } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePractitionerName();
  const { appointment, patient, waiting_minutes: waiting } = view;
  const { status, reason } = appointment;
  const late = lateBy?.(view);
  const act = next(acts(view));
  const about = [namesPractitioner && nameOf(appointment.practitioner), reason].filter(Boolean);
  return (
    <>
      <span className={styles.time} data-past={status === "done" || undefined}>
        {format.time(appointment.start)}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          <PatientName patient={patient} />
          <SharedMark view={view} />
        </span>
        <span className={styles.about}>
          {about.map((text, index) => (
            <span key={text || index}>
              {index > 0 && " · "}
              <bdi>{text}</bdi>
            </span>
          ))}
        </span>
      </span>
      <span className={styles.marks}>
        {late !== undefined && (
          <StatusPill tone="warning">{t("agenda.home.late", { minutes: late })}</StatusPill>
        )}
        {late === undefined && <StatusMark status={status} waiting={waiting} />}
      </span>
      <span className={styles.act}>
        {act && (
          <Button size="small" keys={act.key?.keys} onPress={act.run}>
            {act.name}
          </Button>
        )}
      </span>
    </>
  );
}
