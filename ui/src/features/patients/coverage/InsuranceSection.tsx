import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import { StatusPill } from "@/components/StatusPill";
import type { TableColumn } from "@/components/Table";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Coverage, LocalDate } from "@/ipc/generated/commands";

import { patientsKeys } from "../keys";
import { ListOf } from "../page/ListOf";
import { EndCoverageDialog } from "./EndCoverageDialog";

import styles from "./Coverage.module.css";

interface InsuranceSectionProps {
  coverages: readonly Coverage[];
  patientName: string;
  /** Records one; absent for roles that may not. */
  onRecord?: (() => void) | undefined;
  /** Beside other parts of the page: what holds today, without what can be looked up. */
  isShort?: boolean;
}

/** Who pays for the patient: current insurance first. */
export function InsuranceSection(props: InsuranceSectionProps) {
  const { coverages, patientName, onRecord, isShort = false } = props;
  const { t } = useTranslation();
  const [ending, setEnding] = useState<Coverage | null>(null);
  const columns = useColumns(onRecord ? setEnding : undefined);
  return (
    <Section
      title={t("patients.coverage.title")}
      tools={
        onRecord && (
          <Button
            size="small"
            icon={<Plus aria-hidden />}
            keys={patientsKeys.coverage.keys}
            onPress={onRecord}
          >
            {t("patients.coverage.record")}
          </Button>
        )
      }
    >
      <ListOf
        label={t("patients.coverage.title")}
        items={coverages}
        idOf={({ id }) => id}
        nameOf={({ payer }) => payer}
        columns={columns.filter(({ id }) => !isShort || !["plan", "from", "acts"].includes(id))}
        empty={
          <EmptyState isSmall title={t("patients.coverage.none")}>
            {t("patients.coverage.noneNext")}
          </EmptyState>
        }
      />
      {ending && (
        <EndCoverageDialog
          coverage={ending}
          patientName={patientName}
          onClose={() => setEnding(null)}
        />
      )}
    </Section>
  );
}

/** ISO dates sort as text. */
const isPast = ({ to }: Coverage, today: LocalDate): boolean => to !== undefined && to < today;
const isFuture = ({ from }: Coverage, today: LocalDate): boolean =>
  from !== undefined && from > today;

function useColumns(onEnd: ((coverage: Coverage) => void) | undefined): TableColumn<Coverage>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const columns: TableColumn<Coverage>[] = [
    {
      id: "payer",
      title: t("patients.coverage.payer"),
      width: "2fr",
      minWidth: 150,
      cell: (coverage) => (
        <>
          <bdi>{coverage.payer}</bdi>{" "}
          {isPast(coverage, today) && <StatusPill>{t("patients.coverage.past")}</StatusPill>}
          {isFuture(coverage, today) && <StatusPill>{t("patients.coverage.future")}</StatusPill>}
        </>
      ),
    },
    {
      id: "member",
      title: t("patients.coverage.member"),
      minWidth: 140,
      cell: ({ member_number }) => (
        <bdi dir="ltr" data-identity>
          {member_number}
        </bdi>
      ),
    },
    {
      id: "plan",
      title: t("patients.coverage.plan"),
      minWidth: 100,
      cell: ({ plan }) => <bdi>{plan || format.words.notKnown}</bdi>,
    },
    {
      id: "from",
      title: t("patients.coverage.from"),
      width: 124,
      cell: ({ from }) => <bdi className={styles.date}>{format.date(from)}</bdi>,
    },
    {
      id: "to",
      title: t("patients.coverage.to"),
      width: 124,
      cell: ({ to }) => (
        <bdi className={styles.date}>{to ? format.date(to) : t("patients.coverage.open")}</bdi>
      ),
    },
  ];
  if (onEnd) {
    columns.push({
      id: "acts",
      title: t("patients.coverage.end"),
      hidesTitle: true,
      width: 96,
      align: "end",
      cell: (coverage) =>
        !isPast(coverage, today) && (
          <Button
            size="small"
            look="quiet"
            aria-label={`${t("patients.coverage.end")}: ${coverage.payer}`}
            onPress={() => onEnd(coverage)}
          >
            {t("patients.coverage.end")}
          </Button>
        ),
    });
  }
  return columns;
}
