import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";

/** What a person must settle. */
export function AttentionPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("frame.place.attention")}>
      <EmptyState icon={<ShieldCheck aria-hidden />} title={t("frame.attention.nothing")}>
        {t("frame.attention.nothingNext")}
      </EmptyState>
    </Page>
  );
}
