import { Pencil } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Section } from "@/components/Section";
import { useFormat } from "@/format/useFormat";
import type { PatientPageView } from "@/ipc/generated/commands";
import { addressLines } from "@/patient/BannerContacts";
import { usePatientNames } from "@/patient/useUnsettled";

import { InsuranceSection } from "../coverage/InsuranceSection";
import { RestrictionSection } from "../emergency/RestrictionSection";
import { FacilitiesSection } from "../facilities/FacilitiesSection";
import { patientsKeys } from "../keys";
import type { Acts } from "./acts";

import styles from "./PatientPage.module.css";

/** Who the patient is, how they are reached, and who pays. */
export function DetailsPart({ page, acts }: { page: PatientPageView; acts: Acts }) {
  const names = usePatientNames();
  return (
    <div className={styles.details}>
      <Details page={page} acts={acts} />
      <InsuranceSection
        coverages={page.coverages}
        patientName={names(page.summary)}
        onRecord={acts.coverage}
      />
      <RestrictionSection page={page} />
      <FacilitiesSection patient={page.patient} onEnd={acts.endCare} />
    </div>
  );
}

/** A telephone number, an address or a code keeps its direction. */
const Code = ({ children }: { children: string | undefined }): ReactNode => {
  const { words } = useFormat();
  return children ? <bdi dir="ltr">{children}</bdi> : words.notKnown;
};

/** Text that somebody typed, in its own direction. */
const Said = ({ children }: { children: string | undefined }): ReactNode => {
  const { words } = useFormat();
  return children ? <bdi>{children}</bdi> : words.notKnown;
};

type DetailsProps = { page: PatientPageView; acts: Acts };

function EditButton({ acts }: { acts: Acts }) {
  const { t } = useTranslation();
  return (
    acts.edit && (
      <Button
        size="small"
        icon={<Pencil aria-hidden />}
        keys={patientsKeys.edit.keys}
        onPress={acts.edit}
      >
        {t("patients.details.edit")}
      </Button>
    )
  );
}

/** How the patient is reached, and who is called in an emergency. */
export function Contact({ page, acts }: DetailsProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("patients.form.contact")} tools={<EditButton acts={acts} />}>
      <div className={styles.facts} data-identity>
        <ContactFacts page={page} />
      </div>
    </Section>
  );
}

function Details({ page, acts }: DetailsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { patient, summary, national_number_grouped } = page;
  const { name } = patient;
  return (
    <Section title={t("patients.details.title")} tools={<EditButton acts={acts} />}>
      <div className={styles.facts} data-identity>
        <Facts
          facts={[
            [t("patients.form.family"), <Said key="family">{name.family}</Said>],
            [t("patients.form.given"), <Said key="given">{name.given}</Said>],
            [t("patients.form.prefix"), <Said key="prefix">{name.prefix}</Said>],
            [t("patients.form.preferred"), <Said key="preferred">{name.preferred}</Said>],
            [t("patients.form.otherName"), <Said key="other">{summary.other_display_name}</Said>],
            [t("patients.form.birthDate"), format.date(patient.birth_date)],
            [t("patients.form.sex"), t(`patient.sex.${patient.sex}`)],
            ...(patient.died_on
              ? [[t("patients.form.diedOn"), format.date(patient.died_on)] as const]
              : []),
            [t("patients.form.nationalNumber"), <Code key="n">{national_number_grouped}</Code>],
            [t("patient.recordNumber"), <Code key="r">{patient.record_number}</Code>],
            [t("patients.page.registered"), format.date(format.dateOf(patient.registered_at))],
          ]}
        />
        <ContactFacts page={page} />
      </div>
    </Section>
  );
}

function ContactFacts({ page: { patient } }: { page: PatientPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { address, emergency_contact: contact } = patient;
  return (
    <Facts
      facts={[
        [t("patients.form.phone"), <Code key="p">{patient.phone}</Code>],
        [t("patients.form.secondPhone"), <Code key="s">{patient.second_phone}</Code>],
        [t("patients.form.email"), <Code key="e">{patient.email}</Code>],
        [
          t("patients.form.address"),
          address
            ? addressLines(address).map((line) => (
                <div key={line}>
                  <bdi>{line}</bdi>
                </div>
              ))
            : format.words.notKnown,
        ],
        [t("patients.form.language"), format.languageName(patient.language)],
        [t("patients.form.contactName"), <Said key="who">{contact?.name}</Said>],
        [t("patients.form.contactRelationship"), <Said key="rel">{contact?.relationship}</Said>],
        [t("patients.form.contactPhone"), <Code key="c">{contact?.phone}</Code>],
      ]}
    />
  );
}
