import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** The invoices. */
export function BillingPage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.billing")}>{null}</Page>;
}
