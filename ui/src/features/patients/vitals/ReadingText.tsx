import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";

import type { Reading } from "./signs";

import styles from "./Vitals.module.css";

/** A value with its unit; the two never part at the end of a line. */
export function ReadingText({ reading }: { reading: Reading }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <bdi dir="ltr" className={styles.reading}>
      <span className={styles.value}>{reading.value}</span>
      <span className={styles.unit}>{format.unit(reading.unit)}</span>
      {reading.isArterial && <span className={styles.unit}>{t("patients.vitals.arterial")}</span>}
    </bdi>
  );
}
