import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { call } from "@/ipc/call";

/** The browser is open, and what is done there is waited for. */
export function WaitingForBrowser({ name }: { name: string }) {
  const { t } = useTranslation();
  const cancel = (): void => {
    // What waits ends by itself with it, and says so.
    call("cancel_provider_sign_in", {}).catch(() => undefined);
  };
  return (
    <Notice
      title={t("frame.provider.waiting")}
      actions={
        <Button autoFocus keys="Escape" onPress={cancel}>
          {t("frame.provider.cancel")}
        </Button>
      }
    >
      {t("frame.provider.waitingNext", { name })}
    </Notice>
  );
}
