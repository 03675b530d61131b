import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword, PasswordField } from "@/failures/PasswordField";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import { NewPassword } from "../../session/proof/NewPassword";

interface PasswordDialogProps {
  lengthMin: number;
  onClose: () => void;
}

/** Changes one's own password. */
export function PasswordDialog({ lengthMin, onClose }: PasswordDialogProps) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const change = useSecretCommand(
    "change_password",
    () => {
      say({
        tone: "good",
        title: t("account.password.changed"),
        detail: t("account.password.changedNext"),
      });
      onClose();
    },
    ({ failure }) => {
      if (isOfPassword(failure)) {
        setCurrent("");
        first.current?.focus();
      } else second.current?.focus();
    },
  );
  const { failure } = change;
  const isShown = isOfPassword(failure) || failure?.code === "password_not_taken";
  return (
    <FormSheet
      title={t("account.password.change")}
      submit={t("account.password.change")}
      width={28}
      hasCancel
      whyNot={change.isPending ? t("account.password.working") : undefined}
      onSubmit={() => change.send({ current, new: next })}
      onClose={onClose}
    >
      {failure && !isShown && <FailureNotice failure={failure} />}
      <PasswordField
        ref={first}
        label={t("account.password.current")}
        value={current}
        onChange={setCurrent}
        failure={failure}
      />
      <NewPassword
        ref={second}
        value={next}
        onChange={setNext}
        again={again}
        onAgain={setAgain}
        lengthMin={lengthMin}
        failure={failure}
      />
    </FormSheet>
  );
}
