import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { RecordVersion, SharingIncident } from "@/ipc/generated/commands";

import styles from "./Incidents.module.css";

interface IncidentsProps {
  incidents: readonly SharingIncident[];
  /** What the workstation is called whose copy differed. */
  here: string;
}

/** Where a copy was found to differ from the server's records: ids and versions alone. */
export function Incidents({ incidents, here }: IncidentsProps) {
  return (
    <ul className={styles.incidents}>
      {incidents.map((incident) => (
        <Incident key={`${incident.at} ${idOf(incident)}`} incident={incident} here={here} />
      ))}
    </ul>
  );
}

function Incident({ incident, here }: { incident: SharingIncident; here: string }) {
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
      <p className={styles.side}>
        {here} <Versions versions={incident.here} />
      </p>
      <p className={styles.side}>
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
