import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { DateField } from "@/components/DateField";
import { Select } from "@/components/Select";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { PatientSummary } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { PatientPicker } from "@/patient/PatientPicker";

import type { AuditSearch } from "../search";
import { namedCommands, useCommandName } from "../useCommandName";

import styles from "../Audit.module.css";

interface FiltersProps {
  search: AuditSearch;
  onSearch: (next: AuditSearch) => void;
  patient: PatientSummary | null;
  onPatient: (patient: PatientSummary | null) => void;
}

const everything = "all";
const outcomes = ["done", "refused"] as const;

/** Whose, about whom, what, with what outcome, and when. */
export function Filters({ search, onSearch, patient, onPatient }: FiltersProps) {
  const { t } = useTranslation();
  const named = useCommandName();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const { data: directory } = useQuery(query("directory", {}));
  const people = directory?.people ?? [];
  const change = (changed: Partial<Record<keyof AuditSearch, unknown>>): void => {
    // A narrower question begins at its first page.
    const wanted = Object.entries({ ...search, ...changed, page: undefined });
    onSearch(Object.fromEntries(wanted.filter(([, value]) => value ?? false)));
  };
  const chosen = (id: string): string | undefined => (id === everything ? undefined : id);
  const commands = namedCommands.map((id) => ({ id, name: named(id) }));
  return (
    <div className={styles.bar}>
      <div className={styles.field}>
        <Select
          label={t("audit.who")}
          options={[
            { id: everything, name: t("audit.everybody") },
            ...people.map(({ id, display_name }) => ({ id: String(id), name: display_name })),
          ]}
          value={search.person ?? everything}
          onChange={(id) => change({ person: chosen(id) })}
        />
      </div>
      <div className={styles.patient}>
        <PatientPicker label={t("audit.patient")} value={patient} onChange={onPatient} />
      </div>
      <div className={styles.patient}>
        <Select
          label={t("audit.what")}
          options={[{ id: everything, name: t("audit.everything") }, ...commands]}
          value={search.command ?? everything}
          onChange={(id) => change({ command: chosen(id) })}
        />
      </div>
      <div className={styles.field}>
        <Select
          label={t("audit.outcome")}
          options={[
            { id: everything, name: t("audit.anyOutcome") },
            ...outcomes.map((id) => ({ id, name: t(`audit.${id}`) })),
          ]}
          value={search.outcome ?? everything}
          onChange={(id) => change({ outcome: chosen(id) })}
        />
      </div>
      <DateField
        label={t("audit.from")}
        today={today}
        lean="past"
        value={search.from ?? null}
        onChange={(from) => change({ from: from ?? undefined })}
      />
      <DateField
        label={t("audit.to")}
        today={today}
        lean="past"
        value={search.to ?? null}
        onChange={(to) => change({ to: to ?? undefined })}
      />
    </div>
  );
}
