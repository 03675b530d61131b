import { CloudUpload } from "lucide-react";
import { useTranslation } from "react-i18next";

import { StatusPill } from "./StatusPill";

/** Stands beside what was changed here and the server has not confirmed yet. */
export function NotYetShared() {
  const { t } = useTranslation();
  return (
    <StatusPill tone="unshared" icon={<CloudUpload aria-hidden />}>
      {t("controls.notYetShared")}
    </StatusPill>
  );
}
