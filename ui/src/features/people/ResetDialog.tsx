import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Choice";
import { Dialog } from "@/components/Dialog";
import { FailureNotice } from "@/failures/FailureNotice";
import { call } from "@/ipc/call";
import type { AccountLine } from "@/ipc/generated/commands";

import { type Admission, useAdmission } from "./useAdmission";

import styles from "./People.module.css";

interface ResetDialogProps {
  person: AccountLine;
  onShown: (admission: Admission) => void;
  onClose: () => void;
}

/** Takes somebody's password away and lets a code in its place admit once. */
export function ResetDialog({ person, onShown, onClose }: ResetDialogProps) {
  const { t } = useTranslation();
  const [withoutFactor, setWithoutFactor] = useState(false);
  const name = person.display_name;
  const reset = useAdmission(
    "reset_sign_in",
    async ({ verifier, until }) =>
      call("reset_sign_in", {
        person: person.id,
        verifier,
        activation_until: until,
        without_second_factor: withoutFactor,
      }),
    (admission) => onShown({ ...admission, name }),
  );
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={onClose}
      title={t("people.reset.title", { name })}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {t("people.reset.keep")}
          </Button>
          <Button
            look="danger"
            whyNot={reset.isPending ? t("account.password.working") : undefined}
            onPress={reset.admit}
          >
            {t("people.reset.submit")}
          </Button>
        </>
      }
    >
      <div className={styles.asked}>
        {reset.failure && <FailureNotice failure={reset.failure} />}
        <p>{t("people.reset.why")}</p>
        {person.second_factor && (
          <Checkbox
            value={withoutFactor}
            onChange={setWithoutFactor}
            hint={t("people.reset.withoutFactorHint")}
          >
            {t("people.reset.withoutFactor")}
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}
