import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { AccountLine } from "@/ipc/generated/commands";

interface DisableDialogProps {
  person: AccountLine;
  onDisable: () => void;
  onClose: () => void;
}

/** Names what disabling an account means before it is done. */
export function DisableDialog({ person, onDisable, onClose }: DisableDialogProps) {
  const { t } = useTranslation();
  const name = person.display_name;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("people.disable.title", { name })}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("people.disable.keep")}
          </Button>
          <Button look="danger" onPress={onDisable}>
            {t("people.disable.submit")}
          </Button>
        </>
      }
    >
      <p>{t("people.disable.why", { name })}</p>
    </Dialog>
  );
}
