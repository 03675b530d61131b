import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** Finding and registering patients. */
export function PatientsPage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.patients")}>{null}</Page>;
}
