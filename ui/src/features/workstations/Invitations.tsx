import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Section } from "@/components/Section";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useFormat } from "@/format/useFormat";
import type { InvitationLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import styles from "./Workstations.module.css";

/** The invitations that nobody has used yet: who made them, and until when they admit. */
export function Invitations({ invitations }: { invitations: readonly InvitationLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const madeBy = useMadeBy();
  const [withdrawing, setWithdrawing] = useState<InvitationLine | null>(null);
  return (
    <div className={styles.below}>
      <Section title={t("workstations.invitations.title")} count={invitations.length}>
        {invitations.length === 0 ? (
          <p className={styles.faint}>{t("workstations.invitations.none")}</p>
        ) : (
          <ul className={styles.invitations}>
            {invitations.map((one) => (
              <li key={one.id} className={styles.invitation}>
                <span className={styles.words}>
                  {t("workstations.invitations.until", { until: format.instant(one.until) })}
                  <bdi className={styles.small}>{madeBy(one)}</bdi>
                  {one.anywhere && (
                    <span className={styles.small}>{t("workstations.invitations.anywhere")}</span>
                  )}
                </span>
                <Button size="small" onPress={() => setWithdrawing(one)}>
                  {t("workstations.invitations.withdraw")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {withdrawing && (
        <WithdrawDialog invitation={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </div>
  );
}

/** Who made an invitation, and when. */
function useMadeBy(): (invitation: InvitationLine) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ made_at, made_by }) => {
    const when = format.instant(made_at);
    return made_by === undefined
      ? t("workstations.invitations.byServer", { when })
      : t("workstations.invitations.by", { name: made_by, when });
  };
}

interface WithdrawDialogProps {
  invitation: InvitationLine;
  onClose: () => void;
}

function WithdrawDialog({ invitation, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const madeBy = useMadeBy();
  const withdraw = useCommand("withdraw_invitation", { inPlace: true });
  const send = (): void => {
    if (withdraw.isPending) return;
    const done = (): void => {
      say({ tone: "good", title: t("workstations.invitations.withdrawn") });
      onClose();
    };
    withdraw.mutate({ invitation: invitation.id }, { onSuccess: done });
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("workstations.invitations.withdrawTitle")}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("workstations.invitations.withdrawKeep")}
          </Button>
          <Button look="danger" onPress={send}>
            {t("workstations.invitations.withdraw")}
          </Button>
        </>
      }
    >
      {withdraw.error && <FailureNotice failure={withdraw.error.failure} />}
      <p>{t("workstations.invitations.withdrawWhy")}</p>
      <p>{madeBy(invitation)}</p>
    </Dialog>
  );
}
