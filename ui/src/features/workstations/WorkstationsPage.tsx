import { useQuery } from "@tanstack/react-query";
import { Computer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { ScopedArea } from "@/components/ScopedArea";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import type { DeviceId, WorkstationInvited, WorkstationLine } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { Invitations } from "./Invitations";
import { InviteSheet } from "./InviteSheet";
import { workstationsKeys } from "./keys";
import { RevokeSheet } from "./RevokeSheet";
import { ShownLine } from "./ShownLine";
import { isInHand } from "./standing";
import { Waiting } from "./Waiting";
import { WorkstationPanel } from "./WorkstationPanel";
import { WorkstationTable } from "./WorkstationTable";

import styles from "./Workstations.module.css";

/** The server is asked again in this time: nothing tells the window that a workstation was heard. */
const ASKED_EVERY_MS = 60_000;

/** What lies over the list. */
type Over =
  | { is: "invite" }
  | { is: "line"; invited: WorkstationInvited }
  | { is: "revoke"; workstation: WorkstationLine };

/** The facility's workstations: how each stands, letting one in, taking one out. */
export function WorkstationsPage() {
  const { t } = useTranslation();
  const { data, error, isFetching, refetch } = useQuery({
    ...query("workstation_list", {}),
    refetchInterval: ASKED_EVERY_MS,
  });
  const workstations = data?.workstations ?? [];
  const [chosen, setChosen] = useState<DeviceId | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const workstation = workstations.find(({ id }) => id === chosen);
  const close = (): void => setOver(null);
  const invite = (): void => setOver({ is: "invite" });
  const revoke = (): void => {
    if (workstation && isInHand(workstation)) setOver({ is: "revoke", workstation });
  };
  useKey(workstationsKeys.invite, invite);
  useKey(workstationsKeys.revoke, revoke, workstation !== undefined && isInHand(workstation));
  useKey(workstationsKeys.again, () => void refetch());
  return (
    <ScopedArea scope="workstations" mark={over?.is ?? ""}>
      <Page
        flush
        title={t("workstations.title")}
        about={data && t("workstations.about", { count: workstations.length })}
        tools={
          <>
            <Button
              keys={workstationsKeys.again.keys}
              onPress={() => void refetch()}
              whyNot={isFetching ? t("workstations.waiting") : undefined}
            >
              {t("workstations.again")}
            </Button>
            <Button
              look="primary"
              icon={<Computer aria-hidden />}
              keys={workstationsKeys.invite.keys}
              onPress={invite}
            >
              {t("workstations.keys.invite")}
            </Button>
          </>
        }
      >
        {error && (
          <div className={styles.notices}>
            <FailureNotice failure={error.failure} />
          </div>
        )}
        {!data && !error && <Waiting />}
        {data && (
          <div className={styles.page}>
            <div className={styles.list}>
              <WorkstationTable
                workstations={workstations}
                selected={chosen}
                onSelect={setChosen}
                empty={
                  <EmptyState icon={<Computer aria-hidden />} title={t("workstations.none")}>
                    {t("workstations.noneNext")}
                  </EmptyState>
                }
              />
              <Invitations invitations={data.invitations} />
            </div>
            {workstation ? (
              <WorkstationPanel workstation={workstation} onRevoke={revoke} />
            ) : (
              <aside className={styles.panel}>
                <p className={styles.faint}>{t("workstations.choose")}</p>
              </aside>
            )}
          </div>
        )}
      </Page>
      {over?.is === "invite" && (
        <InviteSheet onInvited={(invited) => setOver({ is: "line", invited })} onClose={close} />
      )}
      {over?.is === "line" && (
        <ShownLine
          invited={over.invited}
          onDone={() => {
            say({
              tone: "good",
              title: t("workstations.invite.done"),
              detail: t("workstations.invite.doneNext"),
            });
            close();
          }}
        />
      )}
      {over?.is === "revoke" && <RevokeSheet workstation={over.workstation} onClose={close} />}
    </ScopedArea>
  );
}
