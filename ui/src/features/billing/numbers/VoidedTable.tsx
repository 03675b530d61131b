import { useTranslation } from "react-i18next";

import { Table, type TableColumn } from "@/components/Table";
import { failureOf } from "@/failures/failureOf";
import { useSentence } from "@/failures/useSentence";
import { useFormat } from "@/format/useFormat";
import type { VoidedNumberView } from "@/ipc/generated/commands";

import styles from "./NumberSeries.module.css";

/** The numbers that stand on no valid paper: when, who, and why. */
export function VoidedTable({ voided }: { voided: readonly VoidedNumberView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const columns: readonly TableColumn<VoidedNumberView>[] = [
    {
      id: "number",
      title: t("billing.list.number"),
      isRowHeader: true,
      width: 130,
      cell: ({ voided: { number } }) => <bdi className={styles.number}>{number}</bdi>,
    },
    {
      id: "purpose",
      title: t("billing.numbers.purpose"),
      width: 130,
      cell: ({ voided: { purpose } }) => t(`billing.numbers.of.${purpose}`),
    },
    {
      id: "when",
      title: t("billing.numbers.when"),
      width: format.language === "ar" ? 210 : 180,
      cell: ({ voided: { recorded_at } }) => (
        <span className={styles.number}>{format.instant(recorded_at)}</span>
      ),
    },
    {
      id: "who",
      title: t("billing.numbers.who"),
      width: 160,
      cell: ({ person }) => <bdi>{person}</bdi>,
    },
    {
      id: "why",
      title: t("billing.numbers.why"),
      minWidth: 200,
      cell: ({ voided }) => sentence(failureOf(voided)).what,
    },
  ];
  return (
    <Table
      label={t("billing.numbers.voided")}
      columns={columns}
      items={voided}
      idOf={({ voided: { id } }) => id}
      empty={<p className={styles.none}>{t("billing.numbers.noneVoid")}</p>}
    />
  );
}
