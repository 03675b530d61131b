import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import { Kbd } from "@/components/Kbd";

import { allKeys, scopeTitles } from "../keys";

import styles from "./KeySheet.module.css";

/** Every key there is, by the part of the screen where it works. */
export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("keys.sheet")} width={48}>
      <div className={styles.groups}>
        {Object.entries(scopeTitles).map(([scope, title]) => (
          <section key={scope} className={styles.group}>
            <h3>{t(title)}</h3>
            {allKeys
              .filter((key) => key.scope === scope)
              .map((key) => (
                <div key={key.id} className={styles.key}>
                  {t(key.title)}
                  <Kbd keys={key.keys} />
                </div>
              ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
