import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";

import { useLeaseName } from "../leases/useLeaseName";
import type { GridColumn } from "./columns";
import type { Span } from "./layout";
import { vars } from "./vars";

import styles from "./AgendaGrid.module.css";

/** What lies under the visits: closed time hatched, breaks named, lines on the hour. */
export function Backdrop({ columns }: { columns: readonly GridColumn[] }) {
  const { t } = useTranslation();
  const leaseName = useLeaseName();
  return (
    <div className={styles.backdrop} aria-hidden>
      {columns.map((column, index) => (
        <div key={column.key} className={styles.column} style={vars({ "--col": index })}>
          {column.working.map((span) => (
            <div key={span.from} className={styles.open} style={stretch(span)} />
          ))}
          {column.breaks.map((span) => (
            <div key={span.from} className={styles.break} style={stretch(span)} />
          ))}
        </div>
      ))}
      <div className={styles.lines} />
      {columns.map((column, index) => (
        <div key={column.key} className={styles.words} style={vars({ "--col": index })}>
          {column.leases.map(({ view, ...span }) => (
            <div
              key={view.lease.id}
              className={styles.lease}
              data-mine={view.mine || undefined}
              style={stretch(span)}
            >
              <span>{leaseName(view)}</span>
            </div>
          ))}
        </div>
      ))}
      {columns.map((column, index) => (
        <div key={column.key} className={styles.words} style={vars({ "--col": index })}>
          {column.occupied.map((span) => (
            <div key={span.from} className={styles.occupied} style={stretch(span)}>
              <span>{t("restricted.occupied")}</span>
            </div>
          ))}
          {column.breaks.map((span) => (
            <div key={span.from} className={styles.word} style={stretch(span)}>
              <span>{t("agenda.grid.break")}</span>
            </div>
          ))}
          {column.working.length === 0 && (
            <p className={styles.away}>
              <span>{t("agenda.grid.away")}</span>
            </p>
          )}
        </div>
      ))}
    </div>
  );
}

const stretch = ({ from, to }: Span): CSSProperties =>
  vars({ "--from": from, "--length": to - from });
