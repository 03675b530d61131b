import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ariaKeys } from "@/components/Kbd";
import { query } from "@/ipc/queries";

import { placesFor } from "../places";
import { useSession } from "../session/SessionContext";
import { Landmark } from "./Landmark";

import styles from "./Shell.module.css";

/** The places that this person uses. */
export function Rail() {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const { data: sync } = useQuery(query("sync_status", {}));
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
              {to === "/attention" && sync !== undefined && sync.attention > 0 && (
                <span className={styles.badge}>{sync.attention}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Landmark>
  );
}
