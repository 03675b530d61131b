import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Table, type TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import type { DeviceId, WorkstationLine } from "@/ipc/generated/commands";

import { StandingMark } from "./StandingMark";

import styles from "./Workstations.module.css";

interface WorkstationTableProps {
  workstations: readonly WorkstationLine[];
  selected: DeviceId | null;
  onSelect: (workstation: DeviceId | null) => void;
  empty: ReactNode;
}

/** The facility's workstations by their letters. */
export function WorkstationTable(props: WorkstationTableProps) {
  const { workstations, selected, onSelect, empty } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly TableColumn<WorkstationLine>[] = [
    {
      id: "letters",
      title: t("workstations.letters"),
      isRowHeader: true,
      width: 130,
      cell: ({ letters, own }) => (
        <span className={styles.who}>
          <bdi className={styles.letters}>{letters}</bdi>
          {own && <span className={styles.own}>{t("workstations.this")}</span>}
        </span>
      ),
    },
    {
      id: "computer",
      title: t("workstations.computer"),
      minWidth: 140,
      cell: ({ name }) => <bdi className={styles.name}>{name}</bdi>,
    },
    {
      id: "state",
      title: t("workstations.stateColumn"),
      minWidth: 300,
      cell: (workstation) => <StandingMark workstation={workstation} />,
    },
    {
      id: "joined",
      title: t("workstations.joined"),
      width: format.language === "ar" ? 160 : 120,
      cell: ({ joined_at }) => format.date(format.dateOf(joined_at)),
    },
  ];
  return (
    <Table
      label={t("workstations.table")}
      columns={columns}
      items={workstations}
      idOf={({ id }) => id}
      nameOf={({ letters, name }) => `${letters} ${name}`}
      selected={selected}
      onSelect={(id) => onSelect(workstations.find((one) => one.id === id)?.id ?? null)}
      empty={empty}
    />
  );
}
