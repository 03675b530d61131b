import { useQueries } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { LONG_WAIT } from "@/appointment/status";
import { usePractitionerName } from "@/appointment/usePlaceText";
import { StatusPill } from "@/components/StatusPill";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { AppointmentView, LocalDate, PractitionerId, Slot } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { PatientNames, UnsettledMark } from "@/patient/BothValues";

import styles from "./DayOverview.module.css";

interface DayOverviewProps {
  date: LocalDate;
  waiting: readonly AppointmentView[];
  practitioners: readonly PractitionerId[];
  directory: Directory;
  onPick: (view: AppointmentView) => void;
  /** Nothing for those who may not book. */
  onBook: ((slot: Slot) => void) | undefined;
  children?: ReactNode;
}

/** What one wants to know of a day while no visit is looked at: who waits, and what is free next. */
export function DayOverview(props: DayOverviewProps) {
  const { date, waiting, practitioners, directory, onPick, onBook, children } = props;
  const { t } = useTranslation();
  return (
    <section className={styles.overview} aria-label={t("agenda.overview.title")}>
      {children}
      <div className={styles.part}>
        <h2 className={styles.title}>
          {t("agenda.overview.waiting")}
          {waiting.length > 0 && <span className={styles.count}>{waiting.length}</span>}
        </h2>
        {waiting.length === 0 ? (
          <p className={styles.none}>{t("agenda.overview.nobodyWaits")}</p>
        ) : (
          <ul className={styles.list}>
            {waiting.map((view) => (
              <Waiting key={view.appointment.id} view={view} onPick={onPick} />
            ))}
          </ul>
        )}
      </div>
      {onBook && (
        <NextFree date={date} practitioners={practitioners} directory={directory} onBook={onBook} />
      )}
    </section>
  );
}

function Waiting({ view, onPick }: { view: AppointmentView } & Pick<DayOverviewProps, "onPick">) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePractitionerName();
  const { waiting_minutes: minutes = 0, appointment, patient } = view;
  return (
    <li>
      <Button className={styles.row} onPress={() => onPick(view)}>
        <span className={styles.words}>
          <span className={styles.name}>
            <PatientNames patient={patient} />
            <UnsettledMark patient={patient.id} isSmall />
          </span>
          <span className={styles.detail}>
            {format.time(appointment.start)} · <bdi>{nameOf(appointment.practitioner)}</bdi>
          </span>
        </span>
        <StatusPill
          tone={minutes >= LONG_WAIT ? "danger" : "warning"}
          icon={<Hourglass aria-hidden />}
        >
          {t("agenda.overview.minutes", { minutes })}
        </StatusPill>
      </Button>
    </li>
  );
}

/** How many free times of each practitioner are offered. */
const OFFERED = 3;

function NextFree(props: {
  date: LocalDate;
  practitioners: readonly PractitionerId[];
  directory: Directory;
  onBook: (slot: Slot) => void;
}) {
  const { date, practitioners, directory, onBook } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  const from = date < today ? today : date;
  const answers = useQueries({
    queries: practitioners.map((practitioner) =>
      query("free_slots", {
        from,
        practitioner,
        minutes: directory.practitioner(practitioner)?.usual_minutes ?? 20,
        limit: OFFERED,
      }),
    ),
  });
  return (
    <div className={styles.part}>
      <h2 className={styles.title}>{t("agenda.overview.next")}</h2>
      <dl className={styles.free}>
        {practitioners.map((practitioner, index) => {
          const slots = answers[index]?.data?.slots;
          if (!slots) return null;
          return (
            <div key={practitioner}>
              <dt>
                <bdi>{nameOf(practitioner)}</bdi>
              </dt>
              <dd>
                {slots.length === 0 && (
                  <span className={styles.none}>{t("agenda.overview.noneFree")}</span>
                )}
                {slots.map((slot) => (
                  <Button
                    key={`${slot.date}-${slot.start}`}
                    className={styles.slot}
                    onPress={() => onBook(slot)}
                  >
                    {slot.date !== date && `${format.shortDay(slot.date)} `}
                    {format.time(slot.start)}
                  </Button>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
