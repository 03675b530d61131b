import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import type { AccountView } from "@/ipc/generated/commands";

import { useProvider } from "../../session/useProvider";
import { useStandingText } from "../../session/useStandingText";
import { SettingRow } from "../SettingRow";
import { LinkDialog } from "./LinkDialog";
import { UnlinkDialog } from "./UnlinkDialog";

/** The link to an account of another provider, where the server has one. */
export function ProviderRow({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const provider = useProvider();
  const standing = useStandingText();
  const [over, setOver] = useState<"link" | "unlink" | null>(null);
  if (!provider) return null;
  const { name } = provider;
  const { linked, pin_chosen: hasPin } = account;
  const whyNot = standing(provider);
  const close = (): void => setOver(null);
  const act = linked ? (
    <Button look="quiet" onPress={() => setOver("unlink")}>
      {t("account.provider.unlink")}
    </Button>
  ) : (
    <Button whyNot={whyNot} onPress={() => setOver("link")}>
      {t("account.provider.link", { name })}
    </Button>
  );
  return (
    <>
      <SettingRow
        title={name}
        isOn={linked}
        state={t(linked ? "account.provider.linked" : "account.provider.none")}
        hint={linked ? t("account.provider.hint") : (whyNot ?? t("account.provider.hint"))}
        acts={act}
      />
      {over === "link" && <LinkDialog name={name} hasPin={hasPin} onClose={close} />}
      {over === "unlink" && <UnlinkDialog name={name} hasPin={hasPin} onClose={close} />}
    </>
  );
}
