import { useState } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { useFormat } from "@/format/useFormat";
import type { AccountLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { type PersonForm, nameOf } from "./PersonFields";
import { PersonSheet } from "./PersonSheet";
import { type Standing, keyOf } from "./useRoleChoices";

const standingOf = ({ role, custom_role }: AccountLine): Standing => ({
  role,
  ...(custom_role && { custom_role }),
});

/** Changes somebody's name, role or where they work. Only what was changed is sent. */
export function ChangeSheet({ person, onClose }: { person: AccountLine; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form, setForm] = useState<PersonForm>({
    family: person.name.family,
    given: person.name.given,
    prefix: person.name.prefix ?? "",
    standing: standingOf(person),
    memberships: person.memberships,
    practitioner: null,
  });
  const change = useCommand("change_person", { inPlace: true });
  const name = nameOf(form);
  const hasNewName =
    name.family !== person.name.family ||
    name.given !== person.name.given ||
    (name.prefix ?? "") !== (person.name.prefix ?? "");
  const hasNewRole = form.standing && keyOf(form.standing) !== keyOf(standingOf(person));
  const hasNewPlaces = form.memberships !== person.memberships;
  const submit = (): void => {
    if (change.isPending) return;
    const { preferred } = person.name;
    change.mutate(
      {
        person: person.id,
        ...(hasNewName && { name: { ...name, ...(preferred && { preferred }) } }),
        ...(hasNewRole && form.standing),
        ...(hasNewPlaces && { memberships: [...form.memberships] }),
      },
      {
        onSuccess: () => {
          say({ tone: "good", title: t("people.change.done", { name: format.staff(name) }) });
          onClose();
        },
      },
    );
  };
  return (
    <PersonSheet
      title={t("people.change.title", { name: person.display_name })}
      submit={t("people.change.submit")}
      note={t("people.change.note")}
      form={form}
      onChange={(changed) => setForm((before) => ({ ...before, ...changed }))}
      failure={change.error?.failure}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
