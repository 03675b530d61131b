import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** The schedule. */
export function SchedulePage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.schedule")}>{null}</Page>;
}
