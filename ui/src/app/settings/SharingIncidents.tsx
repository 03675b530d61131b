import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { RecordVersion, SharingIncident } from "@/ipc/generated/commands";
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
        <ul className={styles.incidents}>
          {data.incidents.map((incident) => (
            <Incident key={`${incident.at} ${idOf(incident)}`} incident={incident} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Incident({ incident }: { incident: SharingIncident }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <p>
        {t("frame.incidents.found", {
          when: format.instant(incident.at),
          kind: t(`frame.incidents.kinds.${incident.kind}`),
        })}
      </p>
      <p className={styles.about}>
        {t("frame.incidents.here")} <Versions versions={incident.here} />
      </p>
      <p className={styles.about}>
        {t("frame.incidents.there")} <Versions versions={incident.there} />
      </p>
    </li>
  );
}

function Versions({ versions }: { versions: readonly RecordVersion[] }) {
  const { t } = useTranslation();
  if (versions.length === 0) return t("frame.incidents.absent");
  return <bdi dir="ltr">{versions.map(({ id, version }) => `${id} v${version}`).join(", ")}</bdi>;
}

/** Those of one moment are of different records. */
function idOf({ here, there }: SharingIncident): string {
  return there[0]?.id ?? here[0]?.id ?? "";
}
