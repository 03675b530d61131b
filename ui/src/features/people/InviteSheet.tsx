import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import { call } from "@/ipc/call";
import type { PersonId } from "@/ipc/generated/commands";
import { uuid7 } from "@/ipc/uuid7";

import { hasAgenda, nameOf, nobody } from "./PersonFields";
import { PersonSheet } from "./PersonSheet";
import { type Admission, useAdmission } from "./useAdmission";

interface InviteSheetProps {
  onShown: (admission: Admission) => void;
  onClose: () => void;
}

/** Opens an account for somebody; the code that it is entered with is shown next. */
export function InviteSheet({ onShown, onClose }: InviteSheetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [id] = useState(() => uuid7<PersonId>());
  const [form, setForm] = useState(nobody);
  const { standing, memberships, practitioner } = form;
  const name = nameOf(form);
  const invite = useAdmission(
    "invite_person",
    async ({ verifier, until }) =>
      standing &&
      call("invite_person", {
        id,
        name,
        ...standing,
        memberships: [...memberships],
        ...(practitioner && hasAgenda(standing.role) && { practitioner }),
        verifier,
        activation_until: until,
      }),
    (admission) => onShown({ ...admission, name: format.staff(name) }),
  );
  return (
    <PersonSheet
      title={t("people.invite.title")}
      about={t("people.invite.why")}
      submit={t("people.invite.submit")}
      form={form}
      onChange={(change) => setForm((before) => ({ ...before, ...change }))}
      withAgenda
      failure={invite.failure}
      onSubmit={() => {
        if (standing) invite.admit();
      }}
      onClose={onClose}
    />
  );
}
