import { CircleCheck, CircleSlash, Clock, MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";

import { type PillTone, StatusPill } from "@/components/StatusPill";
import type { AccountState } from "@/ipc/generated/commands";

const looks: Record<AccountState, { tone: PillTone; icon: typeof Clock }> = {
  active: { tone: "good", icon: CircleCheck },
  invited: { tone: "accent", icon: MailOpen },
  invitation_expired: { tone: "warning", icon: Clock },
  disabled: { tone: "neutral", icon: CircleSlash },
};

/** How an account stands. */
export function StatePill({ state }: { state: AccountState }) {
  const { t } = useTranslation();
  const { tone, icon: Icon } = looks[state];
  return (
    <StatusPill tone={tone} icon={<Icon aria-hidden />}>
      {t(`people.state.${state}`)}
    </StatusPill>
  );
}
