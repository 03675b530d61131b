import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { TrendRow } from "@/ipc/generated/commands";

import styles from "./Trend.module.css";

/** The values of the drawing, the latest first. */
export function TrendTable({ rows }: { rows: readonly TrendRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cell = (value: number | undefined) =>
    value === undefined ? (
      <span className={styles.none}>{t("ward.trend.notMeasured")}</span>
    ) : (
      value
    );
  return (
    // What scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("ward.trend.table")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("ward.trend.time")}</th>
            <th scope="col">{t("ward.vital.heart_rate")} /min</th>
            <th scope="col">{t("ward.vital.oxygen_saturation")} %</th>
            <th scope="col">{t("ward.vital.respiration_rate")} /min</th>
            <th scope="col">
              {t("ward.vital.pressure")} {format.unit("mm[Hg]")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ at, hr, spo2, rr, sys, dia }) => (
            <tr key={at}>
              <th scope="row">{format.timeOf(at)}</th>
              <td>{cell(hr)}</td>
              <td>{cell(spo2)}</td>
              <td>{cell(rr)}</td>
              <td>
                {sys === undefined || dia === undefined ? (
                  cell(undefined)
                ) : (
                  <bdi dir="ltr">
                    {sys}/{dia}
                  </bdi>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
