import { useTranslation } from "react-i18next";

import { ReadField, type ReadFieldProps } from "@/components/ReadField";

import { parseMinutes } from "./fields";

/** A length in minutes, typed in any usual form; the arrow keys step by five. */
export function MinutesField(props: ReadFieldProps<number>) {
  const { t } = useTranslation();
  return (
    <ReadField
      {...props}
      read={parseMinutes}
      write={String}
      step={(value, by) => Math.max(5, Math.min(480, (value ?? 20) + by * 5))}
      problem={t("agenda.booking.notALength")}
      aside={t("agenda.booking.minutes")}
      echo={() => t("agenda.booking.minutes")}
      inputMode="numeric"
      align="end"
    />
  );
}
