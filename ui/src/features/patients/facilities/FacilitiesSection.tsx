import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Section } from "@/components/Section";
import { useDirectory } from "@/ipc/directory";
import type { Patient } from "@/ipc/generated/commands";

import styles from "./FacilitiesSection.module.css";

interface FacilitiesSectionProps {
  patient: Patient;
  /** Ends care at this facility; absent for whoever may not. */
  onEnd: (() => void) | undefined;
}

/** Which facilities hold the record. Nothing is said where there is only one. */
export function FacilitiesSection({ patient, onEnd }: FacilitiesSectionProps) {
  const { t } = useTranslation();
  const directory = useDirectory();
  if (!directory || directory.facilities.length < 2) return null;
  const own = patient.facilities ?? [];
  const names = directory.facilities.filter(({ id }) => own.includes(id)).map(({ name }) => name);
  return (
    <Section
      title={t("patients.facilities.title")}
      tools={
        onEnd &&
        own.includes(directory.facility.id) && (
          <Button size="small" onPress={onEnd}>
            {t("patients.facilities.end")}
          </Button>
        )
      }
    >
      <ul className={styles.names}>
        {(names.length > 0 ? names : [t("patients.facilities.everyone")]).map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </Section>
  );
}
