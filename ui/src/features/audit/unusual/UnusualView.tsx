import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Notice } from "@/components/Notice";
import { Table, type TableColumn } from "@/components/Table";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { UnusualView as Found } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { PatientName } from "@/patient/PatientName";

import { auditKeys } from "../keys";
import { Waiting } from "../Waiting";

import styles from "../Audit.module.css";

const DAYS = 7;

/** What stands out in the last week, by rules that a person can check. It accuses nobody. */
export function UnusualView() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    ...query("unusual_access", { days: DAYS }),
    gcTime: 0,
  });
  useKey(auditKeys.again, () => void refetch());
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Notice title={t("audit.unusual.about")}>{t("audit.unusual.rules")}</Notice>
      </div>
      <div className={styles.notices}>
        {error && (
          <FailureNotice
            failure={error.failure}
            actions={<Button onPress={() => void refetch()}>{t("audit.again")}</Button>}
          />
        )}
      </div>
      <div className={styles.rows}>
        {!data && !error && <Waiting />}
        {data && <FoundTable found={data.found} />}
      </div>
      {data && (
        <footer className={styles.foot}>
          <span role="status">
            {t("audit.unusual.count", { count: data.found.length })}
            {data.more && ` ${t("audit.unusual.more")}`}
          </span>
          <span className={styles.end}>
            <Button size="small" keys={auditKeys.again.keys} onPress={() => void refetch()}>
              {t("audit.again")}
            </Button>
          </span>
        </footer>
      )}
    </div>
  );
}

function FoundTable({ found }: { found: readonly Found[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly TableColumn<Found>[] = [
    {
      id: "day",
      title: t("audit.unusual.day"),
      width: format.language === "ar" ? 150 : 128,
      cell: ({ unusual: { day } }) => <span className={styles.when}>{format.date(day)}</span>,
    },
    {
      id: "who",
      title: t("audit.who"),
      isRowHeader: true,
      width: 200,
      cell: ({ person_name }) => <bdi>{person_name ?? t("audit.unknownPerson")}</bdi>,
    },
    {
      id: "patient",
      title: t("audit.patient"),
      width: 220,
      cell: ({ unusual, patient }) =>
        patient ? (
          <PatientName patient={patient} />
        ) : (
          unusual.rule === "without_reason" && (
            <span className={styles.faint}>{t("audit.elsewhere")}</span>
          )
        ),
    },
    {
      id: "what",
      title: t("audit.unusual.what"),
      minWidth: 260,
      cell: ({ unusual }) => <What unusual={unusual} />,
    },
  ];
  return (
    <Table
      label={t("audit.view.unusual")}
      columns={columns}
      items={found}
      idOf={({ unusual }) => JSON.stringify(unusual)}
      empty={
        <EmptyState icon={<ShieldCheck aria-hidden />} title={t("audit.unusual.none")}>
          {t("audit.unusual.noneNext")}
        </EmptyState>
      }
    />
  );
}

function What({ unusual }: Pick<Found, "unusual">): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  switch (unusual.rule) {
    case "many_records":
      return t("audit.unusual.manyRecords", {
        count: unusual.patients,
        usual: format.count(unusual.usual),
      });
    case "without_reason":
      return t("audit.unusual.withoutReason");
    case "outside_hours":
      return t("audit.unusual.outsideHours", {
        count: unusual.patients,
        time: format.time(unusual.time),
      });
  }
}
