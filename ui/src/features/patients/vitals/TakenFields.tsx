import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { DateField, TimeField } from "@/components/DateField";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { LocalDate, LocalTime } from "@/ipc/generated/commands";

import styles from "./Vitals.module.css";

/** When something was measured, on the facility's clock. */
export interface Taken {
  isNow: boolean;
  date: LocalDate | null;
  time: LocalTime | null;
}

export const takenNow: Taken = { isNow: true, date: null, time: null };

interface TakenFieldsProps {
  taken: Taken;
  onChange: (taken: Taken) => void;
  error: string | undefined;
}

/** Measured now, or earlier on a day and at a time. */
export function TakenFields({ taken, onChange, error }: TakenFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  return (
    <>
      <Segmented
        label={t("patients.vitals.when")}
        options={[
          { id: "now", name: t("patients.vitals.now") },
          { id: "earlier", name: t("patients.vitals.earlier") },
        ]}
        value={taken.isNow ? "now" : "earlier"}
        onChange={(when) =>
          onChange({ ...taken, isNow: when === "now", date: taken.date ?? today })
        }
        error={taken.isNow ? error : undefined}
      />
      {!taken.isNow && (
        <div className={styles.form}>
          <DateField
            label={t("patients.vitals.date")}
            value={taken.date}
            onChange={(date) => onChange({ ...taken, date })}
            today={today}
            lean="past"
            isRequired
          />
          <TimeField
            label={t("patients.vitals.time")}
            value={taken.time}
            onChange={(time) => onChange({ ...taken, time })}
            error={error}
            isRequired
          />
        </div>
      )}
    </>
  );
}
