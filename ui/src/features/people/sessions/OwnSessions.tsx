import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Section } from "@/components/Section";
import { FailureNotice } from "@/failures/FailureNotice";
import { query } from "@/ipc/queries";

import { SessionRows } from "./SessionRows";

import styles from "./Sessions.module.css";

/** Where whoever is signed in here is signed in at the server. */
export function OwnSessions() {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("own_sessions", {}));
  return (
    <Section title={t("people.sessions.own")}>
      <p className={styles.faint}>{t("people.sessions.ownAbout")}</p>
      {error && <FailureNotice failure={error.failure} />}
      {data && <SessionRows sessions={data.sessions} />}
    </Section>
  );
}
