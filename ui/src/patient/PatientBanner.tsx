import { ChevronDown, ChevronUp } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import { cx } from "@/components/cx";
import { NotYetShared } from "@/components/NotYetShared";
import { useFormat } from "@/format/useFormat";
import type { PatientPageView } from "@/ipc/generated/commands";

import { AllergyState } from "./AllergyState";
import { BannerContacts } from "./BannerContacts";
import { Fact } from "./Fact";
import { identityLook } from "./identityLook";
import { Unsettled } from "./Unsettled";

import styles from "./PatientBanner.module.css";

interface PatientBannerProps {
  page: PatientPageView;
  /** Whether the second zone shows everything. */
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** The key that does the same. */
  keys?: string;
}

/**
 * Who this is, on top of everything that belongs to one patient (NHS CUI patient banner). Zone 1:
 * name, birth date, sex, numbers. Zone 2: contacts and allergies. Between them stands what has two values.
 */
export function PatientBanner({ page, isOpen, onOpenChange, keys }: PatientBannerProps) {
  const { t } = useTranslation();
  const zone = useId();
  const { summary, patient, clinical } = page;
  const { hue, pattern } = identityLook(summary.id);
  return (
    <section
      className={cx(styles.banner, summary.died_on && styles.deceased)}
      style={{ ["--hue" as string]: hue }}
      data-pattern={pattern}
      aria-label={t("patient.banner.label", { name: summary.display_name })}
    >
      <div className={styles.strip} aria-hidden />
      <div className={styles.zones}>
        <div className={styles.first}>
          <Names page={page} />
          <Identity page={page} />
        </div>
        <Unsettled fields={page.unsettled} />
        <div className={styles.second}>
          <div id={zone} className={styles.contacts}>
            <BannerContacts patient={patient} isOpen={isOpen} />
          </div>
          <AllergyState allergies={clinical?.allergies} />
          <IconButton
            size="small"
            label={t(isOpen ? "patient.banner.showLess" : "patient.banner.showMore")}
            keys={keys}
            icon={isOpen ? <ChevronUp /> : <ChevronDown />}
            aria-expanded={isOpen}
            aria-controls={zone}
            onPress={() => onOpenChange(!isOpen)}
          />
        </div>
      </div>
    </section>
  );
}

function Names({ page: { summary } }: { page: PatientPageView }) {
  const { t } = useTranslation();
  return (
    <div className={styles.names}>
      <h1 className={styles.name}>
        <bdi data-identity>{summary.display_name}</bdi>
      </h1>
      {summary.other_display_name && (
        <bdi className={styles.other} data-identity>
          {summary.other_display_name}
        </bdi>
      )}
      {summary.preferred_name && (
        <dl className={styles.preferred}>
          <Fact label={t("patient.preferredName")}>{summary.preferred_name}</Fact>
        </dl>
      )}
      {summary.not_yet_shared && <NotYetShared />}
    </div>
  );
}

function Identity({ page }: { page: PatientPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { summary, national_number_grouped } = page;
  const { birth_date, age, died_on } = summary;
  const living = age && !died_on ? ` (${format.age(age)})` : "";
  return (
    <div className={styles.identity}>
      <dl className={styles.stack}>
        <Fact label={t("patient.born")}>{birth_date && format.date(birth_date) + living}</Fact>
        {died_on && <Fact label={t("patient.died")}>{format.date(died_on)}</Fact>}
      </dl>
      <dl className={styles.stack}>
        <Fact label={t("patient.sexLabel")}>{t(`patient.sex.${summary.sex}`)}</Fact>
        {died_on && <Fact label={t("patient.ageAtDeath")}>{age && format.age(age)}</Fact>}
      </dl>
      <dl className={styles.stack}>
        <Fact label={t("patient.recordNumber")} isCode>
          {summary.record_number}
        </Fact>
      </dl>
      <dl className={styles.stack}>
        <Fact label={t("patient.nationalNumber")} isCode>
          {national_number_grouped}
        </Fact>
      </dl>
    </div>
  );
}
