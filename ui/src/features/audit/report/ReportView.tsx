import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, Table, UserSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { DateField } from "@/components/DateField";
import { EmptyState } from "@/components/EmptyState";
import { Notice } from "@/components/Notice";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import { type CommandFailed, call } from "@/ipc/call";
import type {
  AccessReportRequest,
  LocalDate,
  PatientSummary,
  SavedView,
} from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { PatientPicker } from "@/patient/PatientPicker";

import { auditKeys } from "../keys";
import { LineTable } from "../LineTable";
import { Waiting } from "../Waiting";
import { useReportWords } from "./useReportWords";

import styles from "../Audit.module.css";

/** Who opened one patient's record: to look at, and to hand to the patient. */
export function ReportView() {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const [from, setFrom] = useState<LocalDate | null>(null);
  const [to, setTo] = useState<LocalDate | null>(null);
  const asked = patient && {
    patient: patient.id,
    ...(from && { from }),
    ...(to && { to }),
  };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <div className={styles.patient}>
          <PatientPicker
            label={t("audit.patient")}
            value={patient}
            onChange={setPatient}
            autoFocus
          />
        </div>
        <DateField
          label={t("audit.from")}
          today={today}
          lean="past"
          value={from}
          onChange={setFrom}
        />
        <DateField label={t("audit.to")} today={today} lean="past" value={to} onChange={setTo} />
      </div>
      {asked ? (
        <Report key={JSON.stringify(asked)} asked={asked} />
      ) : (
        <EmptyState icon={<UserSearch aria-hidden />} title={t("audit.report.none")}>
          {t("audit.report.noneNext")}
        </EmptyState>
      )}
    </div>
  );
}

function Report({ asked }: { asked: AccessReportRequest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReportWords();
  const { data, error, refetch } = useQuery({ ...query("access_report", asked), gcTime: 0 });
  const save = useMutation<SavedView, CommandFailed, { paper?: string }>({
    mutationFn: (form) => call("save_access_report", { report: asked, ...words, ...form }),
    meta: { inPlace: true },
    gcTime: 0,
  });
  const onPaper = (): void => {
    if (!save.isPending) save.mutate({ paper: format.language });
  };
  const asTable = (): void => {
    if (!save.isPending) save.mutate({});
  };
  useKey(auditKeys.again, () => void refetch());
  useKey(auditKeys.save, onPaper, data !== undefined);
  return (
    <>
      <div className={styles.notices}>
        {error && (
          <FailureNotice
            failure={error.failure}
            actions={<Button onPress={() => void refetch()}>{t("audit.again")}</Button>}
          />
        )}
        {save.error && <FailureNotice failure={save.error.failure} />}
        {save.data && (
          <Notice tone="good" title={t("audit.report.saved")}>
            <bdi data-selectable>{save.data.path}</bdi>
          </Notice>
        )}
      </div>
      <div className={styles.rows}>
        {!data && !error && <Waiting />}
        {data && (
          <LineTable
            label={t("audit.view.report")}
            lines={data.lines}
            empty={<EmptyState icon={<UserSearch aria-hidden />} title={t("audit.report.empty")} />}
          />
        )}
      </div>
      {data && (
        <footer className={styles.foot}>
          <span role="status">
            {t("audit.report.count", {
              count: data.lines.length,
              shown: format.count(data.lines.length),
            })}
            {data.more && ` ${t("audit.report.more")}`}
          </span>
          <span className={styles.end}>
            <Button
              icon={<Table aria-hidden />}
              onPress={asTable}
              whyNot={save.isPending ? t("audit.waiting") : undefined}
            >
              {t("audit.saveTable")}
            </Button>
            <Button
              look="primary"
              icon={<Download aria-hidden />}
              keys={auditKeys.save.keys}
              onPress={onPaper}
              whyNot={save.isPending ? t("audit.waiting") : undefined}
            >
              {t("audit.save")}
            </Button>
          </span>
        </footer>
      )}
    </>
  );
}
