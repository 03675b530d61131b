import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import type { CustomRoleId, CustomRoleLine } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";
import { useKey } from "@/keyboard/useKey";

import { roleKeys } from "./keys";
import { RolePanel } from "./RolePanel";
import { RoleSheet } from "./RoleSheet";
import { RoleTable } from "./RoleTable";
import { type RoleForm, type RoleRow, rowsOf, whyNotActive, whyNotChange } from "./rows";
import { useRoleRowName } from "./useRoleRowName";

import styles from "../People.module.css";

/** What each role may do, and the roles that the clinic makes itself. */
export function RolesView({ views }: { views: ReactNode }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("custom_roles", {}));
  const rows = data ? rowsOf(data) : [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<RoleForm | null>(null);
  const row = rows.find(({ id }) => id === chosen);
  const formOf = useRoleForm();
  const setActive = useRoleActive();
  const make = (): void => setForm(formOf.like(row));
  const changeOf = (one: RoleRow): void => {
    if (!whyNotChange(one)) setForm(formOf.of(one));
  };
  const change = (): void => {
    if (row) changeOf(row);
  };
  const active = (): void => {
    if (row?.custom && !whyNotActive(row)) setActive(row.custom);
  };
  useKey(roleKeys.make, make);
  useKey(roleKeys.change, change, row !== undefined && !whyNotChange(row));
  useKey(roleKeys.active, active, row !== undefined && !whyNotActive(row));
  return (
    <ScopedArea scope="people people.roles" mark={form ? "form" : ""}>
      <Page
        flush
        title={t("people.roles.title")}
        about={data && t("people.roles.countOwn", { count: data.custom.length })}
        tools={
          <>
            {views}
            <Button
              look="primary"
              icon={<Plus aria-hidden />}
              keys={roleKeys.make.keys}
              onPress={make}
            >
              {t("people.roles.make")}
            </Button>
          </>
        }
      >
        {error && <FailureNotice failure={error.failure} />}
        {data && (
          <div className={styles.page}>
            <RoleTable
              rows={rows}
              selected={chosen}
              onSelect={setChosen}
              onOpen={(one) => {
                setChosen(one.id);
                changeOf(one);
              }}
            />
            {row ? (
              <RolePanel row={row} onLike={make} onChange={change} onActive={active} />
            ) : (
              <aside className={styles.panel}>
                <p className={styles.faint}>{t("people.roles.choose")}</p>
              </aside>
            )}
          </div>
        )}
      </Page>
      {form && data && (
        <RoleSheet of={form} permissions={data.permissions} onClose={() => setForm(null)} />
      )}
    </ScopedArea>
  );
}

/** The form of a role: one like another, or the role itself. */
function useRoleForm() {
  const { t } = useTranslation();
  const nameOf = useRoleRowName();
  const like = (row: RoleRow | undefined): RoleForm => ({
    id: uuid7<CustomRoleId>(),
    name: row?.custom ? t("people.roles.copyOf", { name: nameOf(row) }) : "",
    role: row?.role ?? "reception",
    permissions: new Set(row?.permissions ?? []),
  });
  const of = (row: RoleRow): RoleForm | null =>
    row.custom
      ? {
          id: row.custom.id,
          name: row.custom.name,
          role: row.role,
          permissions: new Set(row.permissions),
          was: row.permissions,
        }
      : null;
  return { like, of };
}

/** Gives a role to nobody any more, or again, and offers the way back for ten seconds. */
function useRoleActive(): (line: CustomRoleLine) => void {
  const { t } = useTranslation();
  const { mutate } = useCommand("save_custom_role");
  const set = (line: CustomRoleLine, active: boolean, onSuccess?: () => void): void => {
    const { id, name, role, permissions } = line;
    mutate(
      { id, name, role, permissions, active, was: permissions },
      { ...(onSuccess && { onSuccess }) },
    );
  };
  return (line) =>
    set(line, !line.active, () =>
      say({
        tone: "good",
        title: t(line.active ? "people.roles.retiredDone" : "people.roles.restoredDone", {
          name: line.name,
        }),
        action: { name: t("controls.undo"), run: () => set(line, line.active) },
      }),
    );
}
