import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Section } from "@/components/Section";
import { StatusPill } from "@/components/StatusPill";
import { FailureNotice } from "@/failures/FailureNotice";
import { keepDraftsNow } from "@/ipc/drafts";
import { query, useCommand } from "@/ipc/queries";

import { Standing } from "./Standing";

import rows from "../SettingRow.module.css";
import styles from "./Update.module.css";

/** Where there is nothing to ask the server, or it is asked already. */
const quiet = new Set(["waiting", "off", "fetching", "installed"]);

/** Which version of the program runs, and what is known of newer ones. */
export function UpdateSection({ mayInstall }: { mayInstall: boolean }) {
  const { t } = useTranslation();
  // Another one may have come since the settings were looked at last.
  const { data, error, refetch } = useQuery({
    ...query("update_state", {}),
    refetchOnMount: "always",
  });
  const { data: alarms } = useQuery(query("active_alarms", {}));
  const install = useCommand("install_update", { inPlace: true });
  const alarmIsOn = (alarms?.alarms.length ?? 0) > 0;
  const begin = async (version: string): Promise<void> => {
    // The window may be closed at the end of it.
    await keepDraftsNow();
    install.mutate({ version });
  };
  const state = data?.standing.state ?? "waiting";
  const isAsked = error !== null || !quiet.has(state);
  return (
    <Section
      title={t("update.title")}
      tools={
        isAsked && (
          <Button size="small" onPress={() => void refetch()}>
            {t("update.again")}
          </Button>
        )
      }
    >
      <div className={styles.standing}>
        {data && (
          <p className={rows.title}>
            <bdi>{t("update.version", { version: data.version })}</bdi>
            <StatusPill tone={state === "offered" ? "accent" : "neutral"}>
              {t(`update.state.${state}`)}
            </StatusPill>
          </p>
        )}
        {!data && !error && <p role="status">{t("update.state.waiting")}</p>}
        {error && <FailureNotice failure={error.failure} />}
        {install.error && <FailureNotice failure={install.error.failure} />}
        {data && (
          <Standing
            standing={data.standing}
            mayInstall={mayInstall}
            isBeginning={install.isPending}
            alarmIsOn={alarmIsOn}
            onInstall={(version) => void begin(version)}
          />
        )}
      </div>
    </Section>
  );
}
