import { useTranslation } from "react-i18next";

import { NotYetShared } from "@/components/NotYetShared";
import { StatusPill } from "@/components/StatusPill";
import { Table, type TableColumn } from "@/components/Table";

import type { RoleRow } from "./rows";
import { useRoleRowName } from "./useRoleRowName";

import styles from "../People.module.css";

interface RoleTableProps {
  rows: readonly RoleRow[];
  selected: string | null;
  onSelect: (id: string | null) => void;
  onOpen: (row: RoleRow) => void;
}

/** The clinic's own roles, then those that everybody has. */
export function RoleTable({ rows, selected, onSelect, onOpen }: RoleTableProps) {
  const { t } = useTranslation();
  const nameOf = useRoleRowName();
  const columns: readonly TableColumn<RoleRow>[] = [
    {
      id: "name",
      title: t("people.roles.name"),
      isRowHeader: true,
      minWidth: 180,
      cell: (row) => (
        <span className={styles.person}>
          <bdi className={styles.name}>{nameOf(row)}</bdi>
          {row.custom?.own && <span className={styles.own}>{t("people.roles.yours")}</span>}
          {row.custom?.pending && <NotYetShared />}
        </span>
      ),
    },
    {
      id: "kind",
      title: t("people.roles.kind"),
      width: 216,
      cell: ({ custom, role }) =>
        custom ? (
          t("people.roles.inPlaceOf", { role: t(`frame.role.${role}`) })
        ) : (
          <span className={styles.faint}>{t("people.roles.builtIn")}</span>
        ),
    },
    {
      id: "state",
      title: t("people.roles.state"),
      width: 124,
      cell: ({ custom }) =>
        custom &&
        (custom.active ? (
          <StatusPill tone="good">{t("people.roles.active")}</StatusPill>
        ) : (
          <StatusPill tone="neutral">{t("people.roles.retired")}</StatusPill>
        )),
    },
    {
      id: "holders",
      title: t("people.roles.holders"),
      width: 96,
      cell: ({ custom }) => custom && t("people.roles.count", { count: custom.holders.length }),
    },
  ];
  return (
    <Table
      label={t("people.roles.table")}
      columns={columns}
      items={rows}
      idOf={({ id }) => id}
      nameOf={nameOf}
      selected={selected}
      onSelect={(id) => onSelect(rows.find((one) => one.id === id)?.id ?? null)}
      onOpen={onOpen}
      empty={null}
    />
  );
}
