import { useId, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { isOfPassword, PasswordField } from "@/failures/PasswordField";
import { useSecretCommand } from "@/ipc/useSecretCommand";

import styles from "./Account.module.css";

/** Takes one's own second factor away. */
export function EndFactorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const form = useId();
  const [password, setPassword] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const end = useSecretCommand(
    "end_second_factor",
    () => {
      say({ tone: "good", title: t("account.factor.ended") });
      onClose();
    },
    () => {
      setPassword("");
      field.current?.focus();
    },
  );
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t("account.factor.endTitle")}
      onClose={onClose}
      actions={
        <>
          <Button keys="Escape" onPress={onClose}>
            {t("account.factor.endKeep")}
          </Button>
          <Button
            look="danger"
            type="submit"
            form={form}
            whyNot={
              end.isPending
                ? t("account.password.working")
                : password === ""
                  ? t("problems.required")
                  : undefined
            }
          >
            {t("account.factor.endSubmit")}
          </Button>
        </>
      }
    >
      <Form
        id={form}
        className={styles.shown}
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "") end.send({ password });
        }}
      >
        {end.failure && !isOfPassword(end.failure) && <FailureNotice failure={end.failure} />}
        <p>{t("account.factor.endWhy")}</p>
        <PasswordField
          ref={field}
          label={t("account.pin.password")}
          value={password}
          onChange={setPassword}
          failure={end.failure}
        />
      </Form>
    </Dialog>
  );
}
