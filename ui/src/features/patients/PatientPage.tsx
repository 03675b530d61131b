import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** One patient's page. */
export function PatientPage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.patients")}>{null}</Page>;
}
