import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { Currency, InvoiceLineView } from "@/ipc/generated/commands";

import styles from "./IssuedLines.module.css";

interface IssuedLinesProps {
  lines: readonly InvoiceLineView[];
  currency: Currency;
}

/** The lines as they were issued. They never change, so they are read and not typed into. */
export function IssuedLines({ lines, currency }: IssuedLinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isReduced = lines.some(({ discount }) => discount.minor > 0);
  return (
    <table className={styles.table} aria-label={t("billing.line.table")}>
      <thead>
        <tr>
          <th scope="col">{t("billing.line.description")}</th>
          <th scope="col" className={styles.end}>
            {t("billing.line.quantity")}
          </th>
          <th scope="col" className={styles.end}>
            {t("billing.line.priceIn", { currency })}
          </th>
          {isReduced && (
            <th scope="col" className={styles.end}>
              {t("billing.line.discount")}
            </th>
          )}
          <th scope="col" className={styles.end}>
            {t("billing.line.tax")}
          </th>
          <th scope="col" className={styles.end}>
            {t("billing.line.netIn", { currency })}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, discount, net }) => (
          <tr key={line.id}>
            <th scope="row">
              <bdi>{line.description}</bdi>
            </th>
            <td className={styles.end}>{format.count(line.quantity)}</td>
            <td className={styles.end}>
              <bdi>{format.amount(line.unit_price)}</bdi>
            </td>
            {isReduced && (
              <td className={styles.end}>
                {discount.minor > 0 && (
                  <bdi>
                    {format.amount(discount)}
                    {line.discount?.kind === "percent" && (
                      <span className={styles.rate}>{format.rate(line.discount.basis_points)}</span>
                    )}
                  </bdi>
                )}
              </td>
            )}
            <td className={styles.end}>
              <bdi>{format.rate(line.tax_rate)}</bdi>
            </td>
            <td className={styles.end}>
              <bdi>{format.amount(net)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
