import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { UnsettledField } from "@/ipc/generated/commands";

import { useFieldText } from "./useFieldText";

import styles from "./Unsettled.module.css";

/** Fields of which two values are known and nobody has chosen one: both, with who gave the other. */
export function Unsettled({ fields }: { fields: readonly UnsettledField[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60);
  const text = useFieldText();
  if (fields.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("patient.unsettled.label")}>
      {fields.map(({ item, may_settle, field, current, mine, asked_by, asked_at }) => (
        <li key={item} className={styles.field}>
          <TriangleAlert aria-hidden />
          <span className={styles.title}>
            {t("patient.unsettled.title", { field: text.label(field) })}
          </span>
          <span>
            <span className={styles.label}>{t("patient.unsettled.current")}</span>{" "}
            <bdi className={styles.value} data-identity>
              {text.value(field, current)}
            </bdi>
          </span>
          <span>
            <span className={styles.label}>{t("patient.unsettled.mine")}</span>{" "}
            <bdi className={styles.value} data-identity>
              {text.value(field, mine)}
            </bdi>{" "}
            <bdi className={styles.by}>
              {t("patient.unsettled.by", { name: asked_by, ago: format.ago(asked_at, now) })}
            </bdi>
          </span>
          {may_settle && (
            <Link to="/attention" search={{ item }} className={styles.link}>
              {t("patient.unsettled.settle")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
