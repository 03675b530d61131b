import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Section } from "@/components/Section";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { AccountView, SecondFactorOffer } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { SettingRow } from "../SettingRow";
import { CodesDialog } from "./CodesDialog";
import { EndFactorDialog } from "./EndFactorDialog";
import { PasswordDialog } from "./PasswordDialog";
import { PinDialog } from "./PinDialog";
import { ProviderRow } from "./ProviderRow";
import { SetUpDialog } from "./SetUpDialog";

import rows from "../SettingRow.module.css";

/** From so few recovery codes on, it is said that new ones can be had. */
const CODES_FEW = 3;

type Over =
  | { is: "password" | "pin" | "end" }
  | { is: "setUp"; offer: SecondFactorOffer }
  | { is: "codes"; codes: readonly string[] };

/** How one proves who one is: password, PIN, second factor. */
export function AccountSection() {
  const { t } = useTranslation();
  const { data: account, error } = useQuery(query("account", {}));
  const [over, setOver] = useState<Over | null>(null);
  const close = (): void => setOver(null);
  const begin = useSecretCommand("begin_second_factor", (offer) => setOver({ is: "setUp", offer }));
  if (error) return <FailureNotice failure={error.failure} />;
  if (!account) return null;
  const { pin_chosen, password_length_min: least } = account;
  const pinAct = t(pin_chosen ? "account.pin.change" : "account.pin.choose");
  return (
    <Section title={t("account.title")}>
      <p className={rows.faint}>{t("account.about")}</p>
      <div className={rows.rows}>
        <SettingRow
          title={t("account.password.title")}
          isOn
          state={t("account.password.chosen")}
          hint={t("account.password.rule", { count: least })}
          acts={
            <Button onPress={() => setOver({ is: "password" })}>
              {t("account.password.change")}
            </Button>
          }
        />
        <SettingRow
          title={t("account.pin.title")}
          isOn={pin_chosen}
          state={t(pin_chosen ? "account.pin.chosen" : "account.pin.none")}
          hint={t("account.pin.hint")}
          acts={<Button onPress={() => setOver({ is: "pin" })}>{pinAct}</Button>}
        />
        <FactorRow
          account={account}
          onSetUp={() => begin.send({})}
          onEnd={() => setOver({ is: "end" })}
        />
        <ProviderRow account={account} />
      </div>
      {over?.is === "password" && <PasswordDialog lengthMin={least} onClose={close} />}
      {over?.is === "pin" && <PinDialog title={pinAct} onClose={close} />}
      {over?.is === "setUp" && (
        <SetUpDialog
          offer={over.offer}
          onConfirmed={(codes) => setOver({ is: "codes", codes })}
          onClose={close}
        />
      )}
      {over?.is === "codes" && (
        <CodesDialog
          codes={over.codes}
          onDone={() => {
            say({ tone: "good", title: t("account.factor.on") });
            close();
          }}
        />
      )}
      {over?.is === "end" && <EndFactorDialog onClose={close} />}
    </Section>
  );
}

interface FactorRowProps {
  account: AccountView;
  onSetUp: () => void;
  onEnd: () => void;
}

function FactorRow({ account, onSetUp, onEnd }: FactorRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { second_factor_since: since, recovery_codes_left: left } = account;
  if (since === undefined) {
    return (
      <SettingRow
        title={t("account.factor.title")}
        isOn={false}
        state={t("account.factor.none")}
        hint={t("account.factor.hint")}
        acts={<Button onPress={onSetUp}>{t("account.factor.setUp")}</Button>}
      />
    );
  }
  const codes = t("account.factor.codesLeft", { count: left });
  return (
    <SettingRow
      title={t("account.factor.title")}
      isOn
      state={t("account.factor.since", { when: format.instant(since) })}
      hint={left <= CODES_FEW ? `${codes} ${t("account.factor.codesFew")}` : codes}
      acts={
        <>
          <Button onPress={onSetUp}>{t("account.factor.setUpAnew")}</Button>
          <Button look="quiet" onPress={onEnd}>
            {t("account.factor.end")}
          </Button>
        </>
      }
    />
  );
}
