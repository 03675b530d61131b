import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { ActiveAlarm } from "@/ipc/generated/commands";
import { useKey } from "@/keyboard/useKey";
import { usePatientNames } from "@/patient/useUnsettled";

import { wardKeys } from "../keys";
import { AlarmList } from "./AlarmList";
import { AlarmSign } from "./AlarmSign";
import { nameOf, wantsSomebody } from "./order";
import { SoundControl } from "./SoundControl";
import { type SoundState, pauseSound, resumeSound } from "./sounder";
import { useAcknowledge } from "./useAcknowledge";
import { useAlarmWords } from "./useAlarmWords";

import styles from "./AlarmRow.module.css";

interface AlarmRowProps {
  first: ActiveAlarm;
  others: readonly ActiveAlarm[];
  sound: SoundState;
}

/** The most urgent alarm in full, how many more there are, and what can be done. */
export function AlarmRow({ first, others, sound }: AlarmRowProps) {
  const { t } = useTranslation();
  const { alarm, bed, patient, patient_name } = first;
  const names = usePatientNames();
  const words = useAlarmWords()(alarm, first.acknowledged_by);
  const { mayAcknowledge, acknowledge } = useAcknowledge();
  const list = useId();
  const [isShown, setShown] = useState(false);
  const isNew = useSettling(nameOf(alarm.key));
  const isOpen = wantsSomebody(alarm.phase);
  const see = (): void => {
    if (!isNew()) acknowledge(first);
  };
  useKey(wardKeys.acknowledge, see, mayAcknowledge && isOpen);
  const quieten = (): void => (sound.pausedUntil === undefined ? pauseSound() : resumeSound());
  useKey(wardKeys.pauseSound, quieten, sound.able === "yes");
  useKey(wardKeys.pauseHere, quieten, sound.able === "yes");
  return (
    <>
      <div className={styles.row} data-priority={alarm.priority} data-phase={alarm.phase}>
        <AlarmSign priority={alarm.priority} />
        <p className={styles.what}>
          <strong>{words.condition}</strong>
          {words.value && (
            <strong dir="ltr" className={styles.value}>
              {words.value}
            </strong>
          )}
          {words.limit && <span>{words.limit}</span>}
        </p>
        <p className={styles.who}>
          <bdi className={styles.bed}>{bed}</bdi>
          {patient_name && <bdi>{names({ id: patient, display_name: patient_name })}</bdi>}
        </p>
        <p className={styles.when}>{words.standing ?? words.since}</p>
        <div className={styles.acts}>
          {others.length > 0 && (
            <Button
              icon={isShown ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
              aria-expanded={isShown}
              aria-controls={isShown ? list : undefined}
              onPress={() => setShown(!isShown)}
            >
              {t("ward.alarm.more", { count: others.length })}
            </Button>
          )}
          {mayAcknowledge && isOpen && (
            <Button keys={wardKeys.acknowledge.keys} onPress={see}>
              {t("ward.alarm.acknowledge")}
            </Button>
          )}
          <SoundControl state={sound} />
        </div>
        <p className={styles.primary}>
          {alarm.simulated && <span className={styles.simulated}>{t("ward.simulated")}</span>}
          {t("ward.primary")}
        </p>
        <div role="alert" className="visually-hidden">
          {isOpen &&
            t("ward.alarm.announce", {
              priority: t(`ward.priority.${alarm.priority}`),
              condition: words.condition,
              bed,
            })}
        </div>
      </div>
      {isShown && others.length > 0 && (
        <div id={list} className={styles.all}>
          <AlarmList alarms={[first, ...others]} />
        </div>
      )}
    </>
  );
}

/** An alarm that has only just taken another's place is not yet read: a press meant the one before, ms. */
const READ_MS = 500;

/** Whether what is named here took the place of something else a moment ago. */
function useSettling(name: string): () => boolean {
  const shown = useRef({ name, since: Number.NEGATIVE_INFINITY });
  useEffect(() => {
    if (shown.current.name !== name) shown.current = { name, since: performance.now() };
  }, [name]);
  return () => performance.now() - shown.current.since < READ_MS;
}
