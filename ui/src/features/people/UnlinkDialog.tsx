import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import type { AccountLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

interface UnlinkDialogProps {
  person: AccountLine;
  onClose: () => void;
}

/** Names what taking somebody's link away means before it is done: only they can link it again. */
export function UnlinkDialog({ person, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation();
  const { mutate } = useCommand("unlink_person");
  const name = person.display_name;
  const unlink = (): void => {
    mutate(
      { person: person.id },
      { onSuccess: () => say({ tone: "good", title: t("people.unlink.done", { name }) }) },
    );
    onClose();
  };
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
          <Button look="danger" onPress={unlink}>
            {t("people.unlink.submit")}
          </Button>
        </>
      }
    >
      <p>{t("people.unlink.why", { name })}</p>
    </Dialog>
  );
}
