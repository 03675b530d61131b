import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { Address, Patient } from "@/ipc/generated/commands";

import styles from "./PatientBanner.module.css";

/** The address as lines, the town and its postal code in one. */
export const addressLines = ({ lines, city, postal_code, country }: Address): string[] =>
  [...lines, [city, postal_code].filter(Boolean).join(" "), country].filter(Boolean);

/** Address, telephone and e-mail, emergency contact: one line each, or everything. */
export function BannerContacts({ patient, isOpen }: { patient: Patient; isOpen: boolean }) {
  const { t } = useTranslation();
  const { address, phone, second_phone, email, emergency_contact: contact } = patient;
  return (
    <>
      <Part
        label={t("patient.banner.address")}
        lines={address ? addressLines(address) : []}
        isOpen={isOpen}
      />
      <Part
        label={t("patient.banner.contact")}
        lines={[phone, second_phone, email]}
        isOpen={isOpen}
      />
      <Part
        label={t("patient.banner.emergency")}
        lines={[contact?.name, contact?.phone, contact?.relationship]}
        isOpen={isOpen}
      />
    </>
  );
}

interface PartProps {
  label: string;
  lines: readonly (string | undefined)[];
  isOpen: boolean;
}

/** A telephone number or an e-mail address keeps its direction in every language. */
const isCode = (line: string): boolean => /^[\d\s+().-]+$|@/.test(line);

function Part({ label, lines, isOpen }: PartProps) {
  const { words } = useFormat();
  const known = [...new Set(lines)].filter((line): line is string => Boolean(line));
  return (
    <dl className={styles.part} data-open={isOpen || undefined}>
      <dt>{label}</dt>
      {known.length === 0 && <dd className={styles.missing}>{words.notKnown}</dd>}
      {known.map((line) => (
        // In its own direction whole: what is too long is cut off at its end.
        <dd key={line} data-identity dir={isCode(line) ? "ltr" : "auto"}>
          {line}
        </dd>
      ))}
    </dl>
  );
}
