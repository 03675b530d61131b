import type { ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Choice";
import { Popover } from "@/components/Popover";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { PractitionerId } from "@/ipc/generated/commands";

import type { Place } from "./usePlace";

import styles from "./Schedule.module.css";

interface ShownFilterProps {
  place: Place;
  directory: Directory;
  everybody: readonly PractitionerId[];
  /** How many visits of the day were cancelled. */
  cancelled: number;
  children: ReactNode;
}

/** Whose columns a day shows, and whether cancelled visits are drawn. */
export function ShownFilter({
  place,
  directory,
  everybody,
  cancelled,
  children,
}: ShownFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { search, go } = place;
  const shown = everybody.filter((id) => !search.shown || search.shown.includes(id));
  const isAll = shown.length === everybody.length;
  const show = (ids: readonly PractitionerId[]): void => {
    // The last column stays: an empty day says nothing.
    if (ids.length === 0) return;
    go({ shown: ids.length === everybody.length ? undefined : [...ids] }, true);
  };
  return (
    <DialogTrigger>
      <Button icon={children}>
        {isAll
          ? t("agenda.tools.everybody")
          : t("agenda.tools.some", { shown: shown.length, all: everybody.length })}
      </Button>
      <Popover>
        <Dialog aria-label={t("agenda.tools.show")} className={styles.filter}>
          <p className={styles.filterTitle}>{t("agenda.tools.practitioners")}</p>
          <Checkbox
            value={isAll}
            isPartial={!isAll}
            onChange={() => show(isAll ? everybody.slice(0, 1) : everybody)}
          >
            {t("agenda.tools.everybody")}
          </Checkbox>
          {everybody.map((id) => {
            const practitioner = directory.practitioner(id);
            return (
              <Checkbox
                key={id}
                value={shown.includes(id)}
                hint={practitioner?.specialty}
                onChange={(on) =>
                  show(everybody.filter((one) => (one === id ? on : shown.includes(one))))
                }
              >
                <bdi>{practitioner ? format.staff(practitioner.name) : id}</bdi>
              </Checkbox>
            );
          })}
          <p className={styles.filterTitle}>{t("agenda.tools.show")}</p>
          <Checkbox
            value={search.cancelled ?? false}
            onChange={(on) => go({ cancelled: on || undefined }, true)}
          >
            {t("agenda.tools.cancelled")}
            {cancelled > 0 && <span className={styles.filterCount}>{cancelled}</span>}
          </Checkbox>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
