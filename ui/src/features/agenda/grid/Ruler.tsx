import { useTranslation } from "react-i18next";

import { timeAt } from "@/format/dates";

import type { GridColumn } from "./columns";
import { vars } from "./vars";

import styles from "./AgendaGrid.module.css";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour * 60);

interface RulerProps {
  now: { date: string; minute: number };
  columns: readonly GridColumn[];
}

/** The hours along the day, and the line that says where it stands now. For the eye; rows have heads. */
export function Ruler({ now, columns }: RulerProps) {
  const { t } = useTranslation();
  const todays = columns.flatMap(({ date }, index) => (date === now.date ? [index] : []));
  const first = todays[0];
  return (
    <>
      <div className={styles.ruler} data-ruler aria-hidden>
        {HOURS.slice(1).map((at) => (
          <span key={at} className={styles.hour} style={vars({ "--from": at })}>
            {timeAt(at)}
          </span>
        ))}
        {first !== undefined && (
          <span
            className={styles.nowTime}
            title={t("agenda.grid.now")}
            style={vars({ "--from": now.minute })}
          >
            {timeAt(now.minute)}
          </span>
        )}
      </div>
      {first !== undefined && (
        <div
          className={styles.now}
          style={vars({ "--from": now.minute, "--col": first, "--span": todays.length })}
          aria-hidden
        />
      )}
    </>
  );
}

/** The time of a row, for a screen reader. */
export function RowHead({ at }: { at: number }) {
  return (
    <span role="rowheader" aria-colindex={1} className="visually-hidden">
      {timeAt(at)}
    </span>
  );
}
