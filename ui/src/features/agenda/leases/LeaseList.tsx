import { useTranslation } from "react-i18next";

import { usePractitionerName } from "@/appointment/usePlaceText";
import { Button } from "@/components/Button";
import { useFormat } from "@/format/useFormat";
import type { LeaseView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { useLeaseName } from "./useLeaseName";

import styles from "./LeaseList.module.css";

/** The times that are reserved on a day, each with the way to give it back. */
export function LeaseList({ leases }: { leases: readonly LeaseView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = usePractitionerName();
  const leaseName = useLeaseName();
  const end = useCommand("end_slot_lease");
  return (
    <section className={styles.part} aria-labelledby="leases">
      <h3 id="leases">{t("agenda.lease.list")}</h3>
      {leases.length === 0 && <p className={styles.none}>{t("agenda.lease.none")}</p>}
      <ul className={styles.list}>
        {leases.map((view) => {
          const { id, practitioner } = view.lease;
          const times = `${format.time(view.from)}–${format.time(view.to)}`;
          const name = nameOf(practitioner);
          return (
            <li key={id} className={styles.lease}>
              <span>
                <b>{times}</b> <bdi>{name}</bdi>
                <span className={styles.holder}>{leaseName(view)}</span>
              </span>
              <Button
                size="small"
                aria-label={t("agenda.lease.endOf", { times, name })}
                onPress={() => end.mutate({ lease: id })}
              >
                {t("agenda.lease.end")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
