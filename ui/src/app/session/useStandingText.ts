import { useTranslation } from "react-i18next";

import type { IdentityProvider } from "@/ipc/generated/commands";

/** Why a provider cannot be used now; nothing where it can. */
export function useStandingText(): (provider: IdentityProvider) => string | undefined {
  const { t } = useTranslation();
  return ({ name, standing }) => {
    switch (standing) {
      case "needs_server":
        return t("frame.provider.needsServer");
      case "unreachable":
        return t("frame.provider.unreachable", { name });
      case "ready":
        return undefined;
    }
  };
}
