import { useTranslation } from "react-i18next";

import { Skeleton } from "@/components/Skeleton";

import styles from "./Workstations.module.css";

const widths = ["28rem", "24rem", "26rem"] as const;

/** Stands where the server's answer will be: it comes over the network. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div className={styles.waiting} role="status" aria-label={t("workstations.waiting")}>
      {widths.map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
