import { useTranslation } from "react-i18next";

import { Table, type TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import type { MissingNumbers, SeriesView } from "@/ipc/generated/commands";

import styles from "./NumberSeries.module.css";

/** The series: whose, what for, from where to where, and what they lack. */
export function SeriesTable({ series }: { series: readonly SeriesView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly TableColumn<SeriesView>[] = [
    {
      id: "purpose",
      title: t("billing.numbers.purpose"),
      isRowHeader: true,
      width: 150,
      cell: ({ purpose }) => t(`billing.numbers.of.${purpose}`),
    },
    {
      id: "letters",
      title: t("billing.numbers.workstation"),
      width: 130,
      cell: ({ letters }) => <bdi>{letters}</bdi>,
    },
    {
      id: "first",
      title: t("billing.numbers.first"),
      width: 120,
      cell: ({ first }) => <bdi className={styles.number}>{first}</bdi>,
    },
    {
      id: "last",
      title: t("billing.numbers.last"),
      width: 120,
      cell: ({ last }) => <bdi className={styles.number}>{last}</bdi>,
    },
    {
      id: "used",
      title: t("billing.numbers.used"),
      align: "end",
      width: 100,
      cell: ({ used }) => format.count(used),
    },
    {
      id: "voided",
      title: t("billing.numbers.void"),
      align: "end",
      width: 90,
      cell: ({ voided }) => format.count(voided.length),
    },
    {
      id: "missing",
      title: t("billing.numbers.lacking"),
      minWidth: 160,
      cell: (one) => <Lacking series={one} />,
    },
  ];
  return (
    <Table
      label={t("billing.numbers.table")}
      columns={columns}
      items={series}
      idOf={({ letters, purpose }) => `${letters} ${purpose}`}
      empty={<p className={styles.none}>{t("billing.numbers.none")}</p>}
    />
  );
}

function Lacking({ series }: { series: SeriesView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { missing, missing_count } = series;
  if (missing_count === 0) return t("billing.numbers.gapless");
  return (
    <span className={styles.lacking}>
      <b>{format.count(missing_count)}</b>
      {missing.map((gap) => (
        <Gap key={gap.first} gap={gap} />
      ))}
    </span>
  );
}

function Gap({ gap: { first, last } }: { gap: MissingNumbers }) {
  return <bdi className={styles.number}>{first === last ? first : `${first} – ${last}`}</bdi>;
}
