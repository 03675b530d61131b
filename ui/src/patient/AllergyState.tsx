import { CircleHelp, EyeOff, ShieldAlert, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/components/cx";
import { useFormat } from "@/format/useFormat";
import type { AllergiesView } from "@/ipc/generated/commands";

import styles from "./AllergyState.module.css";

/**
 * The allergy field of the patient banner. Known, none known, not recorded and not visible differ
 * in words, icon, border and ground, so that one is never taken for another (NHS CUI patient banner).
 */
export function AllergyState({ allergies }: { allergies: AllergiesView | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!allergies) {
    return (
      <State
        look="unavailable"
        icon={<EyeOff aria-hidden />}
        title={t("patient.allergies.unavailable")}
      >
        {t("patient.allergies.unavailableWhy")}
      </State>
    );
  }
  switch (allergies.status) {
    case "known":
      return (
        <State look="known" icon={<ShieldAlert aria-hidden />} title={t("patient.allergies.known")}>
          <ul className={styles.substances}>
            {allergies.active.map(({ id, substance, criticality }) => (
              <li key={id}>
                <bdi>{substance}</bdi>
                {criticality === "high" && (
                  <span className={styles.high}>{t("patient.allergies.high")}</span>
                )}
              </li>
            ))}
          </ul>
        </State>
      );
    case "no_known":
      return (
        <State
          look="none"
          icon={<ShieldCheck aria-hidden />}
          title={t("patient.allergies.noKnown")}
        >
          <bdi>
            {t("patient.allergies.stated", {
              name: allergies.stated_by ?? format.words.notKnown,
              date: format.instant(allergies.stated_at),
            })}
          </bdi>
        </State>
      );
    case "not_recorded":
      return (
        <State
          look="unasked"
          icon={<CircleHelp aria-hidden />}
          title={t("patient.allergies.notRecorded")}
        >
          {t("patient.allergies.ask")}
        </State>
      );
  }
}

interface StateProps {
  look: "known" | "none" | "unasked" | "unavailable";
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

function State({ look, icon, title, children }: StateProps) {
  return (
    <div className={cx(styles.state, styles[look])} data-state={look}>
      {icon}
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        <div className={styles.detail}>{children}</div>
      </div>
    </div>
  );
}
