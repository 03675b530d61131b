import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { SessionLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import styles from "./Sessions.module.css";

/** Sign-ins at the server: at which workstation, since when, and ending one from here. */
export function SessionRows({ sessions }: { sessions: readonly SessionLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60);
  const end = useCommand("send_session_away", { inPlace: true });
  const send = (session: string): void => {
    if (end.isPending) return;
    const done = (): void =>
      say({
        tone: "good",
        title: t("people.sessions.ended"),
        detail: t("people.sessions.endedNext"),
      });
    end.mutate({ session }, { onSuccess: done });
  };
  if (sessions.length === 0) return <p className={styles.faint}>{t("people.sessions.none")}</p>;
  return (
    <>
      {end.error && <FailureNotice failure={end.error.failure} />}
      <ul className={styles.sessions}>
        {sessions.map(({ id, workstation: letters, begun_at, used_at, own }) => (
          <li key={id} className={styles.session}>
            <span className={styles.words}>
              <span>
                <bdi>{t("workstations.called", { letters })}</bdi>
                {own && <span className={styles.here}>{t("people.sessions.here")}</span>}
              </span>
              <span className={styles.faint}>
                {t("people.sessions.since", { when: format.instant(begun_at) })},{" "}
                {t("people.sessions.used", { ago: format.ago(used_at, now) })}
              </span>
            </span>
            {!own && (
              <Button size="small" onPress={() => send(id)}>
                {t("people.sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
