import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { AccountLine } from "@/ipc/generated/commands";

interface ConfirmDialogProps {
  /** What is done to the account, as a key of `people`. */
  what: "disable" | "unlink";
  person: AccountLine;
  onConfirm: () => void;
  onClose: () => void;
}

/** Names what it means for somebody's account before it is done. */
export function ConfirmDialog({ what, person, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const name = person.display_name;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t(`people.${what}.title`, { name })}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t(`people.${what}.keep`)}
          </Button>
          <Button look="danger" onPress={onConfirm}>
            {t(`people.${what}.submit`)}
          </Button>
        </>
      }
    >
      <p>{t(`people.${what}.why`, { name })}</p>
    </Dialog>
  );
}
