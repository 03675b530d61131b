import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { query } from "@/ipc/queries";

import styles from "./Today.module.css";

/** What patients owe, by how long they have owed it. */
export function UnpaidByAge() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(query("billing_overview", {}));
  if (!data) return null;
  // The longest bar is the largest amount: a picture of shares, not a sum.
  const most = Math.max(1, ...data.unpaid.map(({ due }) => due.minor));
  return (
    <section className={styles.part} aria-labelledby="unpaid-by-age">
      <header className={styles.head}>
        <h2 id="unpaid-by-age">{t("billing.today.unpaid")}</h2>
        <Link to="/billing" search={{ filter: "open" }} className={styles.aside}>
          {t("billing.today.showOpen")}
        </Link>
      </header>
      <table className={styles.table} aria-label={t("billing.today.unpaid")}>
        <thead>
          <tr>
            <th scope="col">{t("billing.today.age")}</th>
            <th scope="col" aria-hidden />
            <th scope="col" className={styles.end}>
              {t("billing.today.count")}
            </th>
            <th scope="col" className={styles.end}>
              {t("billing.today.due")}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.unpaid.map(({ age, count, due }) => (
            <tr key={age} data-age={age}>
              <th scope="row" className={styles.when}>
                {t(`billing.today.ages.${age}`)}
              </th>
              <td className={styles.bar} aria-hidden>
                <span style={{ ["--share" as string]: `${(due.minor / most) * 100}%` }} />
              </td>
              <td className={styles.end}>{format.count(count)}</td>
              <td className={styles.end}>
                <bdi>{format.money(due)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("billing.today.all")}</th>
            <td aria-hidden />
            <td className={styles.end}>{format.count(data.unpaid_count)}</td>
            <td className={styles.end}>
              <bdi>{format.money(data.due)}</bdi>
            </td>
          </tr>
        </tfoot>
      </table>
      {data.refunds_due.minor > 0 && (
        <p className={styles.note}>
          {t("billing.today.refunds")} <bdi>{format.money(data.refunds_due)}</bdi>
        </p>
      )}
    </section>
  );
}
