import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { AccountLine } from "@/ipc/generated/commands";

interface UnlinkDialogProps {
  person: AccountLine;
  onUnlink: () => void;
  onClose: () => void;
}

/** Names what taking somebody's link away means before it is done: only they can link it again. */
export function UnlinkDialog({ person, onUnlink, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation();
  const name = person.display_name;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("people.unlink.title", { name })}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("people.unlink.keep")}
          </Button>
          <Button look="danger" onPress={onUnlink}>
            {t("people.unlink.submit")}
          </Button>
        </>
      }
    >
      <p>{t("people.unlink.why", { name })}</p>
    </Dialog>
  );
}
