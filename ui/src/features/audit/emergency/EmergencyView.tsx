import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Notice } from "@/components/Notice";
import { StatusPill } from "@/components/StatusPill";
import { Table, type TableColumn } from "@/components/Table";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { EmergencyAccessLine } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { RestrictedList } from "./RestrictedList";
import { ReviewSheet } from "./ReviewSheet";

import styles from "../Audit.module.css";

/** Who opened restricted records in an emergency, those that wait for a review first. */
export function EmergencyView() {
  const { t } = useTranslation();
  const { data, error } = useQuery(query("emergency_access_list", {}));
  const [reviewing, setReviewing] = useState<EmergencyAccessLine | null>(null);
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Notice title={t("restricted.review.about")}>{t("restricted.review.rules")}</Notice>
      </div>
      {error && (
        <div className={styles.notices}>
          <FailureNotice failure={error.failure} />
        </div>
      )}
      <div className={styles.rows}>
        {data && <AccessTable accesses={data.accesses} onReview={setReviewing} />}
        <RestrictedList />
      </div>
      {data && (
        <footer className={styles.foot}>
          <span role="status">{t("restricted.review.count", { count: data.waiting })}</span>
        </footer>
      )}
      {reviewing && <ReviewSheet line={reviewing} onClose={() => setReviewing(null)} />}
    </div>
  );
}

interface AccessTableProps {
  accesses: readonly EmergencyAccessLine[];
  onReview: (line: EmergencyAccessLine) => void;
}

function AccessTable({ accesses, onReview }: AccessTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly TableColumn<EmergencyAccessLine>[] = [
    {
      id: "when",
      title: t("audit.when"),
      width: format.language === "ar" ? 200 : 168,
      cell: ({ access, in_force }) => (
        <span className={styles.two}>
          <span className={styles.when}>{format.instant(access.from)}</span>
          {in_force && <StatusPill tone="danger">{t("restricted.review.inForce")}</StatusPill>}
        </span>
      ),
    },
    {
      id: "who",
      title: t("audit.who"),
      isRowHeader: true,
      width: 180,
      cell: ({ person_name }) => <bdi>{person_name || t("audit.unknownPerson")}</bdi>,
    },
    {
      id: "record",
      title: t("restricted.review.record"),
      width: 120,
      cell: ({ record_number }) => (
        <bdi dir="ltr" data-identity>
          {record_number}
        </bdi>
      ),
    },
    {
      id: "why",
      title: t("restricted.review.why"),
      minWidth: 240,
      cell: ({ access }) => (
        <span className={styles.two}>
          {t(`restricted.open.reasons.${access.reason}`)}
          <bdi className={styles.small}>{access.words}</bdi>
        </span>
      ),
    },
    {
      id: "review",
      title: t("restricted.review.state"),
      minWidth: 200,
      cell: (line) => <Reviewed line={line} onReview={() => onReview(line)} />,
    },
  ];
  return (
    <Table
      label={t("audit.view.emergency")}
      columns={columns}
      items={accesses}
      idOf={({ access }) => access.id}
      empty={
        <EmptyState icon={<ShieldCheck aria-hidden />} title={t("restricted.review.none")}>
          {t("restricted.review.noneNext")}
        </EmptyState>
      }
    />
  );
}

function Reviewed({ line, onReview }: { line: EmergencyAccessLine; onReview: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { review } = line.access;
  if (!review) {
    return line.own ? (
      <span className={styles.small}>{t("restricted.review.own")}</span>
    ) : (
      <Button size="small" onPress={onReview}>
        {t("restricted.review.act")}
      </Button>
    );
  }
  const name = line.reviewed_by ?? t("audit.unknownPerson");
  return (
    <span className={styles.two}>
      <StatusPill tone={review.verdict === "justified" ? "good" : "danger"}>
        {t(`restricted.review.${review.verdict}`)}
      </StatusPill>
      <bdi className={styles.small}>
        {t("restricted.review.by", { name, at: format.instant(review.at) })}
      </bdi>
      {review.words && <bdi className={styles.small}>{review.words}</bdi>}
    </span>
  );
}
