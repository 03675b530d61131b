import { Archive, ArchiveRestore, Check, CopyPlus, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";

import { groupNames, permissionsOf } from "./groups";
import { roleKeys } from "./keys";
import { type RoleRow, whyNotActive, whyNotChange } from "./rows";
import { useRoleRowName } from "./useRoleRowName";

import people from "../People.module.css";
import styles from "./Roles.module.css";

interface RolePanelProps {
  row: RoleRow;
  onLike: () => void;
  onChange: () => void;
  onActive: () => void;
}

/** One role beside the list: what it may do, and what can be made of it or why not. */
export function RolePanel({ row, onLike, onChange, onActive }: RolePanelProps) {
  const { t } = useTranslation();
  const nameOf = useRoleRowName();
  const { custom } = row;
  const reasons = new Set([whyNotChange(row), whyNotActive(row)]);
  const said = (why: ReturnType<typeof whyNotChange>) =>
    why ? t(`people.roles.whyNot.${why}`) : undefined;
  return (
    <aside className={people.panel} aria-label={nameOf(row)}>
      <header>
        <h2>
          <bdi>{nameOf(row)}</bdi>
        </h2>
        <p className={people.faint}>
          {custom
            ? t("people.roles.inPlaceOf", { role: t(`frame.role.${row.role}`) })
            : t("people.roles.builtIn")}
        </p>
      </header>
      {custom && custom.holders.length > 0 && (
        <p>
          {t("people.roles.heldBy")} <bdi>{custom.holders.join(", ")}</bdi>
        </p>
      )}
      <div className={people.acts}>
        <Button icon={<CopyPlus aria-hidden />} keys={roleKeys.make.keys} onPress={onLike}>
          {t("people.roles.like")}
        </Button>
        {custom && (
          <>
            <Button
              icon={<Pencil aria-hidden />}
              keys={roleKeys.change.keys}
              whyNot={said(whyNotChange(row))}
              onPress={onChange}
            >
              {t("people.roles.change")}
            </Button>
            <Button
              icon={custom.active ? <Archive aria-hidden /> : <ArchiveRestore aria-hidden />}
              keys={roleKeys.active.keys}
              whyNot={said(whyNotActive(row))}
              onPress={onActive}
            >
              {t(custom.active ? "people.roles.retire" : "people.roles.restore")}
            </Button>
          </>
        )}
      </div>
      {[...reasons].map(
        (why) =>
          why && (
            <p key={why} className={people.faint}>
              {t(`people.roles.whyNot.${why}`)}
            </p>
          ),
      )}
      <MayDo row={row} />
    </aside>
  );
}

function MayDo({ row }: { row: RoleRow }) {
  const { t } = useTranslation();
  const held = new Set(row.permissions);
  const shown = groupNames
    .map((group) => [group, permissionsOf(group).filter((one) => held.has(one))] as const)
    .filter(([, permissions]) => permissions.length > 0);
  if (shown.length === 0) return <p className={people.faint}>{t("people.roles.nothing")}</p>;
  return (
    <>
      {shown.map(([group, permissions]) => (
        <section key={group} className={styles.group}>
          <h3>{t(`people.roles.groups.${group}`)}</h3>
          <ul className={styles.held}>
            {permissions.map((permission) => (
              <li key={permission}>
                <Check aria-hidden />
                {t(`people.roles.may.${permission}`)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
