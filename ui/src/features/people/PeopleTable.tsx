import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { NotYetShared } from "@/components/NotYetShared";
import { Table, type TableColumn } from "@/components/Table";
import { useRoleName } from "@/format/useRoleName";
import type { AccountLine, PersonId } from "@/ipc/generated/commands";

import { StatePill } from "./StatePill";

import styles from "./People.module.css";

interface PeopleTableProps {
  people: readonly AccountLine[];
  selected: PersonId | null;
  onSelect: (person: PersonId | null) => void;
  onOpen: (person: AccountLine) => void;
  empty: ReactNode;
}

/** Everybody who has an account, those who may sign in first. */
export function PeopleTable({ people, selected, onSelect, onOpen, empty }: PeopleTableProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const columns: readonly TableColumn<AccountLine>[] = [
    {
      id: "name",
      title: t("people.name"),
      isRowHeader: true,
      minWidth: 200,
      cell: ({ display_name, own, pending }) => (
        <span className={styles.person}>
          <Avatar name={display_name} size={1.5} />
          <bdi className={styles.name}>{display_name}</bdi>
          {own && <span className={styles.own}>{t("people.you")}</span>}
          {pending && <NotYetShared />}
        </span>
      ),
    },
    {
      id: "role",
      title: t("people.role"),
      width: 140,
      cell: roleName,
    },
    {
      id: "state",
      title: t("people.stateColumn"),
      width: 172,
      cell: ({ state }) => <StatePill state={state} />,
    },
    {
      id: "factor",
      title: t("people.factor"),
      width: 128,
      cell: ({ second_factor }) =>
        second_factor ? (
          t("people.factorOn")
        ) : (
          <span className={styles.faint}>{t("people.factorOff")}</span>
        ),
    },
  ];
  return (
    <Table
      label={t("people.table")}
      columns={columns}
      items={people}
      idOf={({ id }) => id}
      nameOf={({ display_name }) => display_name}
      selected={selected}
      onSelect={(id) => onSelect(people.find((one) => one.id === id)?.id ?? null)}
      onOpen={onOpen}
      empty={empty}
    />
  );
}
