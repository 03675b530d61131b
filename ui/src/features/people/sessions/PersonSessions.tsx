import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Section } from "@/components/Section";
import { useSentence } from "@/failures/useSentence";
import type { PersonId } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { SessionRows } from "./SessionRows";

import styles from "./Sessions.module.css";

/** Where somebody is signed in, for whoever may see the facility's workstations. */
export function PersonSessions({ person }: { person: PersonId }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const { data: session } = useQuery(query("session_state", {}));
  const may = session?.state === "signed_in" && session.permissions.includes("manage_workstations");
  const { data, error } = useQuery({ ...query("all_sessions", { person }), enabled: may });
  if (!may) return null;
  return (
    <Section title={t("people.sessions.title")}>
      {error && <p className={styles.faint}>{sentence(error.failure).what}</p>}
      {data && <SessionRows sessions={data.sessions} />}
    </Section>
  );
}
