import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "@/components/Dialog";
import { FormSheet } from "@/components/FormSheet";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { call } from "@/ipc/call";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { isCalledOff } from "../../session/ThroughProvider";
import { WaitingForBrowser } from "../../session/WaitingForBrowser";
import { OnceMoreField } from "./OnceMoreField";
import { isOfProof, useOnceMore } from "./useOnceMore";

interface LinkDialogProps {
  name: string;
  hasPin: boolean;
  onClose: () => void;
}

/** Links an account of the provider, through the browser, once the person has shown again who they are. */
export function LinkDialog({ name, hasPin, onClose }: LinkDialogProps) {
  const { t, i18n } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const once = useOnceMore(hasPin, field);
  const link = useSecretCommand(
    "link_provider",
    () => {
      say({ tone: "good", title: t("account.provider.linkedNow", { name }) });
      onClose();
    },
    ({ failure }) => once.refused(failure),
  );
  const title = t("account.provider.link", { name });
  const leave = (): void => {
    if (link.isPending) call("cancel_provider_sign_in", {}).catch(() => undefined);
    onClose();
  };
  if (link.isPending) {
    return (
      <Dialog isOpen title={title} width={28} onClose={leave} actions={null}>
        <WaitingForBrowser name={name} />
      </Dialog>
    );
  }
  const { failure } = link;
  const isElsewhere = failure && !isOfProof(failure) && !isCalledOff(failure);
  return (
    <FormSheet
      title={title}
      about={t("account.provider.linkWhy", { name })}
      submit={t("account.provider.linkSubmit")}
      width={28}
      hasCancel
      onSubmit={() => link.send({ ...once.proof, language: i18n.language })}
      onClose={onClose}
    >
      {isElsewhere && <FailureNotice failure={failure} />}
      <OnceMoreField ref={field} of={once} failure={failure} />
    </FormSheet>
  );
}
