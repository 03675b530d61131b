import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Notice } from "@/components/Notice";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { PatientSummary, TroubledTrail } from "@/ipc/generated/commands";
import { searching } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { auditKeys } from "../keys";
import { LineTable } from "../LineTable";
import type { AuditSearch } from "../search";
import { Waiting } from "../Waiting";
import { Filters } from "./Filters";

import styles from "../Audit.module.css";

/** Lines on a page: the server's own number. */
const PAGE = 100;

/** Every line that the filters leave, latest first, page by page. */
export function TrailView() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const search: AuditSearch = useSearch({ from: "/audit" });
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const { page = 0, show: _show, ...narrowed } = search;
  const asked = { ...narrowed, page, ...(patient && { patient: patient.id }) };
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    searching("audit_trail", asked),
  );
  const show = (next: AuditSearch): void =>
    void navigate({ to: "/audit", search: next, replace: true });
  const turn = (by: number): void => show({ ...search, page: page + by });
  const hasMore = data?.more === true && !isPlaceholderData;
  useKey(auditKeys.again, () => void refetch());
  useKey(auditKeys.next, () => turn(1), hasMore);
  useKey(auditKeys.previous, () => turn(-1), page > 0);
  const lines = data?.lines ?? [];
  return (
    <div className={styles.view}>
      <Filters
        search={search}
        onSearch={show}
        patient={patient}
        onPatient={(next) => {
          setPatient(next);
          show({ ...search, page: 0 });
        }}
      />
      <div className={styles.notices}>
        {error && (
          <FailureNotice
            failure={error.failure}
            actions={<Button onPress={() => void refetch()}>{t("audit.again")}</Button>}
          />
        )}
        {data?.troubled.map((one) => (
          <Trouble key={`${one.at} ${one.trouble}`} trouble={one} />
        ))}
      </div>
      <div className={styles.rows}>
        {!data && !error && <Waiting />}
        {data && (
          <LineTable
            label={t("audit.view.trail")}
            lines={lines}
            namesPatients
            empty={
              <EmptyState icon={<ShieldCheck aria-hidden />} title={t("audit.none")}>
                {t("audit.noneNext")}
              </EmptyState>
            }
          />
        )}
      </div>
      {data && (
        <footer className={styles.foot}>
          <span role="status">
            {t("audit.shown", {
              first: format.count(lines.length === 0 ? 0 : page * PAGE + 1),
              last: format.count(page * PAGE + lines.length),
            })}
          </span>
          {page > 0 && (
            <Button size="small" keys={auditKeys.previous.keys} onPress={() => turn(-1)}>
              {t("audit.previous")}
            </Button>
          )}
          {hasMore && (
            <Button size="small" keys={auditKeys.next.keys} onPress={() => turn(1)}>
              {t("audit.next")}
            </Button>
          )}
          <span className={styles.end}>
            <Button
              size="small"
              keys={auditKeys.again.keys}
              onPress={() => void refetch()}
              whyNot={isFetching ? t("audit.waiting") : undefined}
            >
              {t("audit.again")}
            </Button>
          </span>
        </footer>
      )}
    </div>
  );
}

/** A workstation whose lines the server did not take: somebody should look at it. */
function Trouble({ trouble: { workstation, at, trouble } }: { trouble: TroubledTrail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = workstation ?? t("audit.unknownWorkstation");
  return (
    <Notice tone="warning" title={t(`audit.trouble.${trouble}`, { name })}>
      {t("audit.troubleNext", { when: format.instant(at) })}
    </Notice>
  );
}
