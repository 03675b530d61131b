import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import type { TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import type { Observation } from "@/ipc/generated/commands";

import { patientsKeys } from "../keys";
import { ListOf } from "../page/ListOf";
import { ReadingText } from "./ReadingText";
import { type ColumnId, columns, setsOf, type VitalsSet } from "./signs";
import { SourceText } from "./SourceText";

import styles from "./Vitals.module.css";

/** What a value with its unit takes, in pixels. */
const widths: Record<ColumnId, number> = {
  heartRate: 96,
  saturation: 72,
  respiration: 104,
  temperature: 108,
  pressure: 136,
  weight: 92,
  height: 92,
};

interface VitalsTableProps {
  observations: readonly Observation[];
  /** Charts a set; absent for roles that may not. */
  onChart?: (() => void) | undefined;
}

/** Vital signs by time, the latest first: a column a sign, every value with its unit. */
export function VitalsTable({ observations, onChart }: VitalsTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sets = setsOf(observations);
  // Weight and height are measured seldom: their columns are there once they were.
  const used = columns.filter(
    ({ id }) => !["weight", "height"].includes(id) || sets.some(({ readings }) => readings[id]),
  );
  return (
    <Section
      title={t("patients.vitals.title")}
      tools={onChart && <ChartButton onPress={onChart} />}
    >
      <ListOf
        label={t("patients.vitals.title")}
        items={sets}
        idOf={({ id }) => id}
        empty={
          <EmptyState isSmall title={t("patients.vitals.none")}>
            {t("patients.vitals.noneNext")}
          </EmptyState>
        }
        columns={[
          {
            id: "taken",
            title: t("patients.vitals.taken"),
            width: 170,
            cell: ({ taken_at }) => <bdi className={styles.taken}>{format.instant(taken_at)}</bdi>,
          },
          ...used.map(({ id }): TableColumn<VitalsSet> => ({
            id,
            title: t(`patients.vitals.column.${id}`),
            minWidth: widths[id],
            align: "end",
            cell: ({ readings }) => {
              const reading = readings[id];
              return reading ? (
                <ReadingText reading={reading} />
              ) : (
                <span className="visually-hidden">{t("patients.vitals.notMeasured")}</span>
              );
            },
          })),
          {
            id: "source",
            title: t("patients.vitals.source"),
            width: "2fr",
            minWidth: 150,
            cell: (set) => <SourceText set={set} />,
          },
        ]}
      />
    </Section>
  );
}

/** Opens the form in which vital signs are charted. */
export function ChartButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      icon={<Plus aria-hidden />}
      keys={patientsKeys.vitals.keys}
      onPress={onPress}
    >
      {t("patients.vitals.chart")}
    </Button>
  );
}
