import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** One invoice. */
export function InvoicePage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.billing")}>{null}</Page>;
}
