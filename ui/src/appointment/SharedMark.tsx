import { CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";

import { NotYetShared } from "@/components/NotYetShared";
import { StatusPill } from "@/components/StatusPill";

interface SharedMarkProps {
  view: { not_yet_shared: boolean; tentative: boolean };
}

/** How far the server knows of a visit: tentative while its place may be refused, else not yet shared. */
export function SharedMark({ view }: SharedMarkProps) {
  if (view.tentative) return <Tentative />;
  return view.not_yet_shared ? <NotYetShared /> : null;
}

/** The server has not confirmed the place: a broken ring and the word say so. */
function Tentative() {
  const { t } = useTranslation();
  return (
    <StatusPill tone="unshared" icon={<CircleDashed aria-hidden />}>
      {t("agenda.tentative")}
    </StatusPill>
  );
}
