import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Incidents } from "@/features/workstations/Incidents";
import { query } from "@/ipc/queries";

import styles from "./SettingsPage.module.css";

/** Where this workstation's copy was found to differ from the server's records: ids and versions alone. */
export function SharingIncidents() {
  const { t } = useTranslation();
  const { data } = useQuery(query("sharing_incidents", {}));
  if (!data) return null;
  return (
    <section className={styles.section} aria-label={t("frame.incidents.title")}>
      <h2>{t("frame.incidents.title")}</h2>
      <p className={styles.about}>{t("frame.incidents.about")}</p>
      {data.incidents.length === 0 ? (
        <p>{t("frame.incidents.none")}</p>
      ) : (
        <Incidents incidents={data.incidents} here={t("frame.incidents.here")} />
      )}
    </section>
  );
}
