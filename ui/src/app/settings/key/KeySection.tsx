import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Section } from "@/components/Section";
import { FailureNotice } from "@/failures/FailureNotice";
import type { KeyCareView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

import { SettingRow } from "../SettingRow";
import { AskDialog } from "./AskDialog";
import { NewKeyDialog } from "./NewKeyDialog";
import { PassphraseDialog } from "./PassphraseDialog";
import { RecoveryDialog } from "./RecoveryDialog";

import rows from "../SettingRow.module.css";

type Over = "ask" | "recovery" | "passphrase" | "newKey";

/** How the patient data of this computer is opened, and what its key lies under. */
export function KeySection() {
  const { t } = useTranslation();
  const { data: care, error } = useQuery(query("key_care", {}));
  const [over, setOver] = useState<Over | null>(null);
  const close = (): void => setOver(null);
  if (error) return <FailureNotice failure={error.failure} />;
  if (!care) return null;
  const { opening, recovery } = care;
  return (
    <Section title={t("key.title")}>
      <p className={rows.faint}>{t("key.about")}</p>
      <div className={rows.rows}>
        <OpeningRow
          care={care}
          onAsk={() => setOver("ask")}
          onPassphrase={() => setOver("passphrase")}
        />
        <SettingRow
          title={t("key.recovery.title")}
          isOn={recovery}
          state={t(recovery ? "key.recovery.made" : "key.recovery.none")}
          hint={t("key.recovery.hint")}
          acts={
            <Button onPress={() => setOver("recovery")}>
              {t(recovery ? "key.recovery.makeAnew" : "key.recovery.make")}
            </Button>
          }
        />
        <SettingRow
          title={t("key.newKey.title")}
          isOn
          state={t("key.newKey.state")}
          hint={t("key.newKey.hint")}
          acts={<Button onPress={() => setOver("newKey")}>{t("key.newKey.act")}</Button>}
        />
      </div>
      {over === "ask" && <AskDialog ask={opening === "by_itself"} onClose={close} />}
      {over === "recovery" && <RecoveryDialog isAnew={recovery} onClose={close} />}
      {over === "passphrase" && <PassphraseDialog onClose={close} />}
      {over === "newKey" && (
        <NewKeyDialog needsPassphrase={opening === "by_passphrase"} onClose={close} />
      )}
    </Section>
  );
}

interface OpeningRowProps {
  care: KeyCareView;
  onAsk: () => void;
  onPassphrase: () => void;
}

function OpeningRow({ care, onAsk, onPassphrase }: OpeningRowProps) {
  const { t } = useTranslation();
  const { opening, recovery, people } = care;
  const hint = t(`key.opening.${opening}.hint`);
  return (
    <SettingRow
      title={t("key.opening.title")}
      isOn={opening !== "by_itself"}
      state={t(`key.opening.${opening}.state`)}
      hint={
        opening === "by_itself" ? hint : `${hint} ${t("key.opening.people", { count: people })}`
      }
      acts={
        opening === "by_passphrase" ? (
          <Button onPress={onPassphrase}>{t("key.passphrase.act")}</Button>
        ) : (
          <Button
            onPress={onAsk}
            whyNot={
              opening === "by_itself" && !recovery ? t("key.opening.recoveryFirst") : undefined
            }
          >
            {t(opening === "by_itself" ? "key.opening.ask" : "key.opening.askNobody")}
          </Button>
        )
      }
    />
  );
}
