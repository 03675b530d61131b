import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import type { ActiveAlarm } from "@/ipc/generated/commands";
import { usePatientNames } from "@/patient/useUnsettled";

import { AlarmSign } from "./AlarmSign";
import { nameOf, wantsSomebody } from "./order";
import { useAcknowledge } from "./useAcknowledge";
import { useAlarmWords } from "./useAlarmWords";

import styles from "./AlarmList.module.css";

/** Alarms one under the other, each with what a person can do about it. */
export function AlarmList({
  alarms,
  ofOneBed = false,
}: {
  alarms: readonly ActiveAlarm[];
  ofOneBed?: boolean;
}) {
  const { t } = useTranslation();
  if (alarms.length === 0 && ofOneBed) return <p>{t("ward.alarm.none")}</p>;
  if (alarms.length === 0) {
    return (
      <EmptyState icon={<BellRing aria-hidden />} title={t("ward.alarm.none")}>
        {t("ward.alarm.noneNext")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {alarms.map((alarm) => (
        <Entry key={nameOf(alarm.alarm.key)} active={alarm} ofOneBed={ofOneBed} />
      ))}
    </ul>
  );
}

function Entry({ active, ofOneBed }: { active: ActiveAlarm; ofOneBed: boolean }) {
  const { t } = useTranslation();
  const { alarm, bed, patient, patient_name, acknowledged_by } = active;
  const names = usePatientNames();
  const words = useAlarmWords()(alarm, acknowledged_by);
  const { mayAcknowledge, acknowledge } = useAcknowledge();
  return (
    <li className={styles.entry} data-priority={alarm.priority} data-phase={alarm.phase}>
      <span className={styles.sign}>
        <AlarmSign priority={alarm.priority} />
      </span>
      <div className={styles.words}>
        <p className={styles.what}>
          <strong>{words.condition}</strong>
          {words.value && <strong dir="ltr">{words.value}</strong>}
          {words.limit && <span>{words.limit}</span>}
        </p>
        <p className={styles.about}>
          {!ofOneBed && <bdi>{bed}</bdi>}
          {!ofOneBed && patient_name && (
            <bdi>{names({ id: patient, display_name: patient_name })}</bdi>
          )}
          <span>{words.since}</span>
          {words.standing && <span>{words.standing}</span>}
          {alarm.technical && <span>{t("ward.alarm.technical")}</span>}
        </p>
      </div>
      {mayAcknowledge && wantsSomebody(alarm.phase) && (
        <Button
          size="small"
          aria-label={t("ward.alarm.acknowledgeNamed", { condition: words.condition, bed })}
          onPress={() => acknowledge(active)}
        >
          {t("ward.alarm.acknowledge")}
        </Button>
      )}
    </li>
  );
}
