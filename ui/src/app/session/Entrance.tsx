import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { languageChoices, speak } from "@/locales/i18n";

import { Mark } from "../Mark";

import styles from "./Entrance.module.css";

interface EntranceProps {
  /** Beside the product's name: the facility. */
  where?: ReactNode;
  /** Above everything: alarms. */
  above?: ReactNode;
  /** Width of the middle in rem. */
  width?: number;
  children: ReactNode;
}

/** A screen before the work: a name above, one thing in the middle. */
export function Entrance({ where, above, width = 44, children }: EntranceProps) {
  const { t, i18n } = useTranslation();
  return (
    <div className={styles.entrance}>
      <header>
        {above}
        <div className={styles.brand}>
          <Mark />
          {t("frame.product")}
          {where && <span>{where}</span>}
          <div className={styles.languages}>
            {languageChoices.map(([id, { name }]) => (
              <Button
                key={id}
                look="quiet"
                size="small"
                lang={id}
                isOn={i18n.language === id}
                onPress={() => void speak(id)}
              >
                {name}
              </Button>
            ))}
          </div>
        </div>
      </header>
      <main className={styles.middle} style={{ ["--entrance-width" as string]: `${width}rem` }}>
        {children}
      </main>
    </div>
  );
}
