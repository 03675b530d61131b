import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import { StatusPill } from "@/components/StatusPill";
import type { TableColumn } from "@/components/Table";
import { useFormat } from "@/format/useFormat";
import type { Condition } from "@/ipc/generated/commands";

import { ListOf } from "../page/ListOf";

/** Problems, the active ones first. */
export function ProblemsSection(props: {
  conditions: readonly Condition[];
  tools?: ReactNode;
  /** Beside other parts of the page: the active ones, with their beginning alone. */
  isShort?: boolean;
}) {
  const { conditions, tools, isShort = false } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const columns: TableColumn<Condition>[] = [
    {
      id: "problem",
      title: t("patients.problems.problem"),
      width: "3fr",
      minWidth: 160,
      cell: ({ text }) => <bdi>{text}</bdi>,
    },
    {
      id: "standing",
      title: t("patients.problems.standing"),
      width: 110,
      cell: ({ status }) => (
        <StatusPill tone={status === "active" ? "accent" : "neutral"}>
          {t(status === "active" ? "patients.problems.active" : "patients.problems.resolved")}
        </StatusPill>
      ),
    },
    {
      id: "since",
      title: t("patients.problems.since"),
      width: 130,
      cell: ({ onset }) => format.date(onset),
    },
    {
      id: "until",
      title: t("patients.problems.until"),
      width: 130,
      cell: ({ ended, status }) => (status === "active" && !ended ? "" : format.date(ended)),
    },
  ];
  return (
    <Section title={t("patients.problems.title")} count={conditions.length} tools={tools}>
      <ListOf
        label={t("patients.problems.title")}
        items={conditions}
        idOf={({ id }) => id}
        nameOf={({ text }) => text}
        empty={
          <EmptyState isSmall title={t("patients.problems.none")}>
            {t("patients.problems.noneNext")}
          </EmptyState>
        }
        columns={columns.filter(({ id }) => !isShort || id === "problem" || id === "since")}
      />
    </Section>
  );
}
