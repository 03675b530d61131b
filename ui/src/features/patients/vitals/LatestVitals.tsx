import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Observation } from "@/ipc/generated/commands";

import { ReadingText } from "./ReadingText";
import { latestBySet, setsOf } from "./signs";
import { SourceText } from "./SourceText";

import styles from "./Vitals.module.css";

interface LatestVitalsProps {
  observations: readonly Observation[];
  tools?: ReactNode;
}

/** The last value of each sign with its age; what is not of today looks old. */
export function LatestVitals({ observations, tools }: LatestVitalsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const today = format.dateOf(now);
  const groups = latestBySet(setsOf(observations));
  return (
    <Section title={t("patients.vitals.latest")} tools={tools}>
      {groups.length === 0 && (
        <EmptyState isSmall title={t("patients.vitals.none")}>
          {t("patients.vitals.noneNext")}
        </EmptyState>
      )}
      {groups.map(({ set, readings }) => {
        const taken = format.instant(set.taken_at);
        const age = format.ago(set.taken_at, now);
        return (
          <div
            key={set.id}
            className={cx(styles.set, format.dateOf(set.taken_at) !== today && styles.old)}
          >
            <p className={styles.when}>
              <bdi className={styles.taken}>{taken}</bdi>
              {/* From a week on the age is the date, which stands there already. */}
              {!taken.startsWith(age) && <span className={styles.age}>{age}</span>}
              <SourceText set={set} />
            </p>
            <dl className={styles.latest}>
              {readings.map(({ column, reading }) => (
                <div key={column} className={styles.tile}>
                  <dt>{t(`patients.vitals.column.${column}`)}</dt>
                  <dd>
                    <ReadingText reading={reading} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </Section>
  );
}
