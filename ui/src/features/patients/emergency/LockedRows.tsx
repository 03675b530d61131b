import { Link } from "@tanstack/react-router";
import { LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { LockedPatient } from "@/ipc/generated/commands";

import styles from "./LockedRows.module.css";

/** Who was found and whose records are closed: name, birth date, a lock, and nothing else. */
export function LockedRows({ locked }: { locked: readonly LockedPatient[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (locked.length === 0) return null;
  return (
    <section aria-label={t("restricted.found")}>
      <h2 className={styles.heading}>{t("restricted.found")}</h2>
      <ul className={styles.rows}>
        {locked.map(({ id, display_name, birth_date, age }) => (
          <li key={id}>
            <Link to="/patients/$patient" params={{ patient: id }} className={styles.row}>
              <LockKeyhole aria-hidden />
              <span className="visually-hidden">{t("restricted.mark")}</span>
              <bdi data-identity>{display_name}</bdi>
              <span data-identity>
                {t("patient.born")} {format.date(birth_date)}
                {age && ` (${format.age(age)})`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
