import { useTranslation } from "react-i18next";

import { Notice } from "@/components/Notice";
import type { SeriesView } from "@/ipc/generated/commands";

/** Whether every number is accounted for, and what that means. */
export function Whole({ series }: { series: readonly SeriesView[] }) {
  const { t } = useTranslation();
  const missing = series.reduce((sum, { missing_count }) => sum + missing_count, 0);
  return missing === 0 ? (
    <Notice tone="good" title={t("billing.numbers.whole")}>
      {t("billing.numbers.rule")}
    </Notice>
  ) : (
    <Notice tone="warning" title={t("billing.numbers.missing", { count: missing })}>
      {t("billing.numbers.missingNext")} {t("billing.numbers.rule")}
    </Notice>
  );
}
