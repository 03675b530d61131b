import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { query } from "@/ipc/queries";

import styles from "./Today.module.css";

/** What came in today, by method. */
export function TakingsToday() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(query("billing_overview", {}));
  if (!data) return null;
  return (
    <section className={styles.part} aria-labelledby="taken-today">
      <header className={styles.head}>
        <h2 id="taken-today">{t("billing.takings.title")}</h2>
      </header>
      <table className={styles.table} aria-label={t("billing.takings.title")}>
        <tbody>
          {data.takings.map(({ method, amount }) => (
            <tr key={method}>
              <th scope="row">{t(`billing.method.${method}`)}</th>
              <td className={styles.end}>
                <bdi>{format.money(amount)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("billing.takings.all")}</th>
            <td className={styles.end}>
              <bdi>{format.money(data.taken)}</bdi>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
