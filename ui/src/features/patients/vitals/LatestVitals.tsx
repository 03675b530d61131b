import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Observation } from "@/ipc/generated/commands";

import { ReadingText } from "./ReadingText";
import { latestOf, setsOf } from "./signs";
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
  const latest = latestOf(setsOf(observations));
  return (
    <Section title={t("patients.vitals.latest")} tools={tools}>
      {latest.length === 0 ? (
        <EmptyState isSmall title={t("patients.vitals.none")}>
          {t("patients.vitals.noneNext")}
        </EmptyState>
      ) : (
        <dl className={styles.latest}>
          {latest.map(({ column, reading, set }) => (
            <div
              key={column}
              className={cx(styles.tile, format.dateOf(set.taken_at) !== today && styles.old)}
            >
              <dt>{t(`patients.vitals.column.${column}`)}</dt>
              <dd>
                <ReadingText reading={reading} />
              </dd>
              <dd className={styles.when}>
                <bdi>{format.instant(set.taken_at)}</bdi> · {format.ago(set.taken_at, now)}
              </dd>
              <dd className={styles.when}>
                <SourceText set={set} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
