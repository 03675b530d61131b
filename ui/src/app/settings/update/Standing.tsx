import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Facts } from "@/components/Facts";
import { Progress } from "@/components/Progress";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { OfferedUpdate, UpdateStanding } from "@/ipc/generated/commands";

import rows from "../SettingRow.module.css";
import styles from "./Update.module.css";

interface StandingProps {
  standing: UpdateStanding;
  mayInstall: boolean;
  /** Whether an installation was asked for that the core has not told of yet. */
  isBeginning: boolean;
  alarmIsOn: boolean;
  onInstall: (version: string) => void;
}

/** How it stands about newer versions, and what can be done. */
export function Standing({ standing, ...acts }: StandingProps) {
  const { t } = useTranslation();
  const megabytes = useMegabytes();
  switch (standing.state) {
    case "off":
      return <p className={rows.faint}>{t(`update.off.${standing.why}`)}</p>;
    case "unreachable":
      return <p className={rows.faint}>{t("update.unreachable")}</p>;
    case "current":
      return <p className={rows.faint}>{t("update.current")}</p>;
    case "refused":
      return <FailureNotice failure={{ code: standing.code }} />;
    case "offered":
      return <Offered update={standing.update} {...acts} />;
    case "fetching": {
      const { version, received, size } = standing;
      const words = t("update.fetching", {
        version,
        received: megabytes(received),
        size: megabytes(size),
      });
      return (
        <>
          <Progress
            label={t("update.state.fetching")}
            words={words}
            received={received}
            total={size}
          />
          <p role="status">{words}</p>
        </>
      );
    }
    case "installed":
      return <p role="status">{t("update.installed", { version: standing.version })}</p>;
    case "handed_over":
      return (
        <>
          <p role="status">{t("update.handedOver", { version: standing.version })}</p>
          <Facts
            facts={[
              [
                t("update.command"),
                <code key="command" className={styles.command} dir="ltr">
                  {standing.command}
                </code>,
              ],
            ]}
          />
        </>
      );
  }
}

interface OfferedProps extends Omit<StandingProps, "standing"> {
  update: OfferedUpdate;
}

function Offered({ update, mayInstall, isBeginning, alarmIsOn, onInstall }: OfferedProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const megabytes = useMegabytes();
  const { version, size, by_itself } = update;
  const written = [language, "en"].find((one) => update.notes[one]);
  const whyNot = by_itself && alarmIsOn ? t("update.alarm") : undefined;
  return (
    <>
      <p>{t("update.offered", { version, size: megabytes(size) })}</p>
      {written && (
        <section aria-label={t("update.notes", { version })}>
          <h3>{t("update.notes", { version })}</h3>
          <p className={styles.notes} lang={written} dir="auto">
            {update.notes[written]}
          </p>
        </section>
      )}
      {mayInstall ? (
        <>
          <p className={rows.faint}>{t(by_itself ? "update.installWhy" : "update.fetchWhy")}</p>
          {!isBeginning && (
            <div className={rows.acts}>
              <Button look="primary" whyNot={whyNot} onPress={() => onInstall(version)}>
                {t(by_itself ? "update.install" : "update.fetch")}
              </Button>
            </div>
          )}
        </>
      ) : (
        <p className={rows.faint}>{t("update.onlyAdministrators")}</p>
      )}
    </>
  );
}

/** `16.6 MB`. */
function useMegabytes(): (bytes: number) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (bytes) => t("update.megabytes", { size: format.measured(bytes / 1_000_000) });
}
