import { CalendarRange } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import type { GridColumn } from "./columns";

import styles from "./ColumnHead.module.css";

interface ColumnHeadProps {
  /** The practitioner, or the day. */
  title: string;
  detail?: ReactNode;
  column: GridColumn;
  isToday: boolean;
  /** What a press opens: the week of a practitioner, or a single day. */
  opens: string;
  onOpen: () => void;
}

/** Whose column it is, and what is in it. */
export function ColumnHead({ title, detail, column, isToday, opens, onOpen }: ColumnHeadProps) {
  const { t } = useTranslation();
  const { booked, waiting } = column.counts;
  return (
    <div role="columnheader" className={styles.head} data-today={isToday || undefined}>
      {/* The key of the view does the same, so this is no stop on the way into the grid. */}
      <Button className={styles.title} onPress={onOpen} aria-label={opens} excludeFromTabOrder>
        <bdi>{title}</bdi>
        <CalendarRange aria-hidden />
      </Button>
      <div className={styles.row}>
        {detail && <bdi className={styles.detail}>{detail}</bdi>}
        <span className={styles.count}>
          {booked === 0 ? t("agenda.grid.nobody") : t("agenda.grid.count", { count: booked })}
        </span>
        {waiting > 0 && (
          <span className={styles.waiting}>
            {t("agenda.grid.waitingCount", { count: waiting })}
          </span>
        )}
      </div>
    </div>
  );
}
