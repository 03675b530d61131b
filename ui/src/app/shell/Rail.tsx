import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ariaKeys } from "@/components/Kbd";
import { query } from "@/ipc/queries";

import { type Place, placesFor } from "../places";
import { useSession } from "../session/SessionContext";
import { Landmark } from "./Landmark";

import styles from "./Shell.module.css";

/** The places that this person uses. */
export function Rail() {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const { data: sync } = useQuery(query("sync_status", {}));
  const { data: emergencies } = useQuery({
    ...query("emergency_access_list", {}),
    enabled: permissions.includes("review_emergency_access"),
  });
  const waiting: Partial<Record<Place["to"], number>> = {
    ...(sync && { "/attention": sync.attention }),
    ...(emergencies && { "/audit": emergencies.waiting }),
  };
  return (
    <Landmark tag="nav" role="navigation" label={t("frame.places")} className={styles.rail}>
      <ul className={styles.places}>
        {placesFor(permissions).map(({ to, title, icon: Icon, key }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.place}
              aria-keyshortcuts={ariaKeys(key.keys)}
              activeProps={{ "aria-current": "page" }}
            >
              <Icon aria-hidden />
              <span className={styles.placeName}>{t(title)}</span>
              {(waiting[to] ?? 0) > 0 && <span className={styles.badge}>{waiting[to]}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Landmark>
  );
}
