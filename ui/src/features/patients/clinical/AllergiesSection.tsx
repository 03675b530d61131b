import { Plus, ShieldCheck, ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import { StatusPill } from "@/components/StatusPill";
import { Table, type TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { AllergiesView, Allergy } from "@/ipc/generated/commands";

import { patientsKeys } from "../keys";
import { RetractAllergyDialog } from "./RetractAllergyDialog";

import styles from "./Clinical.module.css";

interface AllergiesSectionProps {
  allergies: AllergiesView;
  patientName: string;
  /** Records one, and states that there are none; absent for roles that may not. */
  onRecord?: (() => void) | undefined;
  onStateNone?: (() => void) | undefined;
  /** Beside other parts of the page: without who recorded it, and without marking errors. */
  isShort?: boolean;
}

/** Adverse reactions as a list: substance and past reactions, alphabetical (NHS CUI). */
export function AllergiesSection(props: AllergiesSectionProps) {
  const { allergies, patientName, onRecord, onStateNone, isShort = false } = props;
  const { t } = useTranslation();
  const [retracting, setRetracting] = useState<Allergy | null>(null);
  const columns = useColumns(isShort, onRecord && !isShort ? setRetracting : undefined);
  const { status, active } = allergies;
  return (
    <Section
      title={t("patients.allergies.title")}
      count={active.length}
      tools={
        onRecord && (
          <Button
            size="small"
            icon={<Plus aria-hidden />}
            keys={patientsKeys.allergy.keys}
            onPress={onRecord}
          >
            {t("patients.allergies.record")}
          </Button>
        )
      }
    >
      {status === "known" ? (
        <>
          <Table
            label={t("patients.allergies.title")}
            columns={columns}
            items={active}
            idOf={({ id }) => id}
            nameOf={({ substance }) => substance}
          />
          <p className={styles.note}>{t("patients.allergies.notChecked")}</p>
        </>
      ) : (
        <Nothing allergies={allergies} onStateNone={onStateNone} />
      )}
      {retracting && (
        <RetractAllergyDialog
          allergy={retracting}
          patientName={patientName}
          onClose={() => setRetracting(null)}
        />
      )}
    </Section>
  );
}

/** None known, with who said so and when; or nobody has asked. The two never look alike. */
function Nothing({
  allergies: { status, stated_by, stated_at },
  onStateNone,
}: Pick<AllergiesSectionProps, "allergies" | "onStateNone">) {
  const { t } = useTranslation();
  const format = useFormat();
  const isStated = status === "no_known";
  const verb = isStated ? "stateNoneAgain" : "stateNone";
  return (
    <div className={isStated ? styles.stated : styles.unasked}>
      <EmptyState
        isSmall
        icon={isStated ? <ShieldCheck aria-hidden /> : <ShieldQuestion aria-hidden />}
        title={t(isStated ? "patients.allergies.none" : "patients.allergies.unknown")}
        actions={
          onStateNone && (
            <Button size="small" keys={patientsKeys.noneKnown.keys} onPress={onStateNone}>
              {t(`patients.allergies.${verb}`)}
            </Button>
          )
        }
      >
        {isStated
          ? t("patients.allergies.noneStated", {
              name: stated_by ?? format.words.notKnown,
              at: format.instant(stated_at),
            })
          : t("patients.allergies.unknownNext")}
      </EmptyState>
    </div>
  );
}

function useColumns(
  isShort: boolean,
  onRetract: ((allergy: Allergy) => void) | undefined,
): TableColumn<Allergy>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const directory = useDirectory();
  const columns: TableColumn<Allergy>[] = [
    {
      id: "substance",
      title: t("patients.allergies.substance"),
      width: "2fr",
      minWidth: 150,
      cell: ({ substance }) => <bdi className={styles.substance}>{substance}</bdi>,
    },
    {
      id: "danger",
      title: t("patients.allergies.danger"),
      width: 104,
      cell: ({ criticality }) => (
        <StatusPill tone={criticality === "high" ? "danger" : "neutral"}>
          {t(`patients.allergies.criticality.${criticality}`)}
        </StatusPill>
      ),
    },
    {
      id: "reactions",
      title: t("patients.allergies.reactions"),
      width: isShort ? "2fr" : "3fr",
      minWidth: 140,
      cell: ({ reaction }) =>
        reaction ? (
          <bdi className={styles.reaction}>{reaction}</bdi>
        ) : (
          <span className={styles.recorded}>{t("patients.allergies.noReaction")}</span>
        ),
    },
  ];
  if (!isShort) {
    columns.push({
      id: "recorded",
      title: t("patients.allergies.recorded"),
      width: "2fr",
      minWidth: 170,
      cell: ({ recorded_at, recorded_by }) => (
        <span className={styles.recorded}>
          <bdi className={styles.date}>{format.date(format.dateOf(recorded_at))}</bdi>{" "}
          <bdi>{directory?.person(recorded_by)?.display_name ?? format.words.notKnown}</bdi>
        </span>
      ),
    });
  }
  if (onRetract) {
    columns.push({
      id: "acts",
      title: t("patients.allergies.retract"),
      hidesTitle: true,
      width: 172,
      align: "end",
      cell: (allergy) => (
        <Button
          size="small"
          look="quiet"
          aria-label={`${t("patients.allergies.retract")}: ${allergy.substance}`}
          onPress={() => onRetract(allergy)}
        >
          {t("patients.allergies.retract")}
        </Button>
      ),
    });
  }
  return columns;
}
