import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { FormSheet } from "@/components/FormSheet";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword, PasswordField } from "@/failures/PasswordField";
import { useSecretCommand } from "@/ipc/useSecretCommand";

/** Chooses the PIN of this workstation. */
export function PinDialog({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const choose = useSecretCommand(
    "choose_pin",
    () => {
      say({ tone: "good", title: t("account.pin.done"), detail: t("account.pin.doneNext") });
      onClose();
    },
    ({ failure }) => {
      if (isOfPassword(failure)) {
        setPassword("");
        first.current?.focus();
      } else second.current?.focus();
    },
  );
  const { failure } = choose;
  const isPin = failure?.code === "invalid_fields";
  return (
    <FormSheet
      title={title}
      about={t("account.pin.hint")}
      submit={t("account.pin.submit")}
      width={28}
      hasCancel
      whyNot={choose.isPending ? t("account.password.working") : undefined}
      onSubmit={() => choose.send({ password, pin })}
      onClose={onClose}
    >
      {failure && !isPin && !isOfPassword(failure) && <FailureNotice failure={failure} />}
      <PasswordField
        ref={first}
        label={t("account.pin.password")}
        value={password}
        onChange={setPassword}
        failure={failure}
      />
      <div aria-live="assertive">
        <TextField
          ref={second}
          label={t("account.pin.field")}
          type="password"
          inputMode="numeric"
          name="pin"
          autoComplete="off"
          isRequired
          value={pin}
          onChange={setPin}
          hint={t("account.pin.fieldHint")}
          error={isPin ? t("account.pin.wrong") : undefined}
        />
      </div>
      <TextField
        label={t("account.pin.again")}
        type="password"
        inputMode="numeric"
        name="pin-again"
        autoComplete="off"
        isRequired
        value={again}
        onChange={setAgain}
        validate={(typed) => (typed === pin ? null : t("account.password.differs"))}
      />
    </FormSheet>
  );
}
