import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";

import { ColumnHead } from "../grid/ColumnHead";
import type { GridColumn } from "../grid/columns";
import type { Place } from "./usePlace";

/** What stands over the columns: practitioners over a day, days over a week. */
export function useHeads(
  columns: readonly GridColumn[],
  place: Place,
  directory: Directory,
): ReactNode[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { view, today, go } = place;
  return columns.map((column) => {
    const practitioner = directory.practitioner(column.practitioner);
    const name = practitioner ? format.staff(practitioner.name) : format.words.notKnown;
    const room = practitioner?.usual_room && directory.room(practitioner.usual_room)?.name;
    const common = { column, isToday: column.date === today };
    if (view === "week") {
      const title = format.shortDay(column.date);
      return (
        <ColumnHead
          key={column.key}
          {...common}
          title={title}
          opens={t("agenda.grid.openDay", { date: title })}
          onOpen={() => go({ view: undefined, date: column.date })}
        />
      );
    }
    return (
      <ColumnHead
        key={column.key}
        {...common}
        isToday={false}
        title={name}
        detail={[practitioner?.specialty, room].filter(Boolean).join(" · ")}
        opens={t("agenda.grid.openWeek", { name })}
        onOpen={() => go({ view: "week", practitioner: column.practitioner })}
      />
    );
  });
}
