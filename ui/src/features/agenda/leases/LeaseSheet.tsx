import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { DateField, TimeField } from "@/components/DateField";
import { Select } from "@/components/Select";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFormat } from "@/format/useFormat";
import type { Directory } from "@/ipc/directory";
import type { LocalDate, LocalTime, PractitionerId, SlotLeaseId } from "@/ipc/generated/commands";
import { query, useCommand } from "@/ipc/queries";
import { uuid7 } from "@/ipc/uuid7";

import { ScheduleSheet } from "../booking/ScheduleSheet";
import { LeaseList } from "./LeaseList";

import styles from "../booking/Booking.module.css";

/** Where the cursor stood when the sheet was opened. */
export interface LeaseStart {
  practitioner: PractitionerId | undefined;
  date: LocalDate;
}

interface LeaseSheetProps {
  start: LeaseStart;
  directory: Directory;
  onClose: () => void;
}

/** Reserves a practitioner's times for this workstation, and gives reserved ones back. */
export function LeaseSheet({ start, directory, onClose }: LeaseSheetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const [practitioner, setPractitioner] = useState(start.practitioner ?? null);
  const [date, setDate] = useState<LocalDate | null>(start.date);
  const [from, setFrom] = useState<LocalTime | null>(null);
  const [to, setTo] = useState<LocalTime | null>(null);
  const lease = useCommand("lease_slots", { inPlace: true });
  const failure = lease.error?.failure;
  const problem = fieldProblems(failure)["to"];
  const { data } = useQuery({
    ...query("agenda_day", { date: date ?? start.date }),
    enabled: date !== null,
  });
  const leases = data?.columns.flatMap((column) => column.leases) ?? [];
  const send = (): void => {
    if (lease.isPending || !practitioner || !date || !from || !to) return;
    lease.mutate(
      { id: uuid7<SlotLeaseId>(), practitioner, date, from, to },
      {
        onSuccess: () => {
          setFrom(null);
          setTo(null);
        },
      },
    );
  };
  return (
    <ScheduleSheet
      title={t("agenda.lease.title")}
      about={t("agenda.lease.about")}
      submit={t("agenda.lease.submit")}
      onClose={onClose}
      onSubmit={send}
      below={<LeaseList leases={leases} />}
    >
      <Select
        label={t("agenda.booking.practitioner")}
        options={directory.practitioners
          .filter(({ active }) => active)
          .map((one) => ({ id: one.id, name: format.staff(one.name), detail: one.specialty }))}
        value={practitioner}
        onChange={setPractitioner}
        isRequired
      />
      <DateField
        label={t("agenda.booking.date")}
        today={today}
        value={date}
        onChange={setDate}
        isRequired
      />
      <div className={styles.when}>
        <TimeField
          label={t("agenda.lease.from")}
          value={from}
          onChange={setFrom}
          autoFocus
          isRequired
        />
        <TimeField
          label={t("agenda.lease.to")}
          value={to}
          onChange={setTo}
          error={problem && t(problem)}
          isRequired
        />
      </div>
      {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
    </ScheduleSheet>
  );
}
