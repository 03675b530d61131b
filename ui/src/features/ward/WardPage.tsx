import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";

/** The ward board. */
export function WardPage() {
  const { t } = useTranslation();
  return <Page title={t("frame.place.ward")}>{null}</Page>;
}
