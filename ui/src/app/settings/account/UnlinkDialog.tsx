import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { OnceMoreField } from "./OnceMoreField";
import { isOfProof, useOnceMore } from "./useOnceMore";

interface UnlinkDialogProps {
  name: string;
  hasPin: boolean;
  onClose: () => void;
}

/** Takes one's own link away. */
export function UnlinkDialog({ name, hasPin, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const once = useOnceMore(hasPin, field);
  const unlink = useSecretCommand(
    "unlink_provider",
    () => {
      say({ tone: "good", title: t("account.provider.unlinked") });
      onClose();
    },
    ({ failure }) => once.refused(failure),
  );
  const { failure } = unlink;
  return (
    <FormSheet
      title={t("account.provider.unlinkTitle", { name })}
      about={t("account.provider.unlinkWhy")}
      submit={t("account.provider.unlink")}
      look="danger"
      width={28}
      hasCancel
      whyNot={unlink.isPending ? t("account.password.working") : undefined}
      onSubmit={() => unlink.send(once.proof)}
      onClose={onClose}
    >
      {failure && !isOfProof(failure) && <FailureNotice failure={failure} />}
      <OnceMoreField ref={field} of={once} failure={failure} />
    </FormSheet>
  );
}
