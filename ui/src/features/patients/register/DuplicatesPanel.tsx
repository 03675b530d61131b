import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type Ref, useEffect, useEffectEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import { type PillTone, StatusPill } from "@/components/StatusPill";
import type {
  DuplicateCandidate,
  DuplicateGrade,
  PatientId,
  PossibleDuplicates,
} from "@/ipc/generated/commands";
import { searching } from "@/ipc/queries";
import { PatientLine } from "@/patient/PatientLine";
import { usePatientNames } from "@/patient/useUnsettled";

import { type Demographics, nameOf } from "../demographics/fields";
import { useLater } from "../useLater";

import styles from "./DuplicatesPanel.module.css";

const none: readonly DuplicateCandidate[] = [];

/** How long the fields must be still before it is asked again. */
const STILL_MS = 150;

const tones: Record<DuplicateGrade, PillTone> = {
  certain: "danger",
  likely: "warning",
  possible: "neutral",
};

const described = (fields: Demographics): PossibleDuplicates => ({
  name: nameOf(fields),
  birth_date: fields.birthDate ?? undefined,
  sex: fields.sex ?? "not_known",
  phone: fields.phone.trim() || undefined,
  national_number: fields.nationalNumber.trim() || undefined,
});

interface DuplicatesPanelProps {
  fields: Demographics;
  onOpen: (patient: PatientId) => void;
  /** These stand on the screen. */
  onShown: (patients: readonly PatientId[]) => void;
  /** The first candidate's button, which a key goes to. */
  first: Ref<HTMLButtonElement>;
}

/** Who might be the same person as the one being registered. It advises and never stops anybody. */
export function DuplicatesPanel({ fields, onOpen, onShown, first }: DuplicatesPanelProps) {
  const { t } = useTranslation();
  const still = useLater(fields, STILL_MS);
  const isWorthAsking =
    (still.family + still.given).trim().length > 1 ||
    still.phone.trim().length > 4 ||
    still.nationalNumber.trim().length > 4;
  const { data } = useQuery({
    ...searching("possible_duplicates", described(still)),
    enabled: isWorthAsking,
  });
  const candidates = (isWorthAsking && data?.candidates) || none;
  const shown = useEffectEvent(onShown);
  useEffect(() => shown(candidates.map(({ patient }) => patient.id)), [candidates]);
  return (
    <aside className={styles.panel} aria-label={t("patients.duplicates.title")}>
      <h2 className={styles.title}>{t("patients.duplicates.title")}</h2>
      <p role="status" className={styles.about}>
        {candidates.length > 0
          ? t("patients.duplicates.count", { count: candidates.length })
          : t("patients.duplicates.none")}
      </p>
      {candidates.length === 0 ? (
        <p className={styles.next}>{t("patients.duplicates.noneNext")}</p>
      ) : (
        <>
          <ul className={styles.list}>
            {candidates.map((candidate, index) => (
              <Candidate
                key={candidate.patient.id}
                candidate={candidate}
                onOpen={() => onOpen(candidate.patient.id)}
                {...(index === 0 && { button: first })}
              />
            ))}
          </ul>
          <p className={styles.next}>{t("patients.duplicates.kept")}</p>
        </>
      )}
    </aside>
  );
}

interface CandidateProps {
  candidate: DuplicateCandidate;
  onOpen: () => void;
  button?: Ref<HTMLButtonElement>;
}

function Candidate({ candidate, onOpen, button }: CandidateProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const { patient, grade, matching } = candidate;
  return (
    <li className={cx(styles.candidate, styles[grade])}>
      <div className={styles.head}>
        <StatusPill tone={tones[grade]}>{t(`patients.duplicates.grade.${grade}`)}</StatusPill>
        <Button
          size="small"
          aria-label={`${t("patients.duplicates.open")} ${names(patient)}`}
          onPress={onOpen}
          {...(button && { ref: button })}
        >
          {t("patients.duplicates.open")}
        </Button>
      </div>
      <PatientLine patient={patient} />
      <ul className={styles.matching}>
        {matching.map((field) => (
          <li key={field}>
            <Check aria-hidden />
            {t(`patients.duplicates.field.${field}`)}
          </li>
        ))}
      </ul>
    </li>
  );
}
