import { useState } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { useFormat } from "@/format/useFormat";
import type { AccountLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { type PersonForm, nameOf } from "./PersonFields";
import { PersonSheet } from "./PersonSheet";

/** Changes somebody's name or role. Only what was changed is sent. */
export function ChangeSheet({ person, onClose }: { person: AccountLine; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form, setForm] = useState<PersonForm>({
    family: person.name.family,
    given: person.name.given,
    prefix: person.name.prefix ?? "",
    role: person.role,
    practitioner: null,
  });
  const change = useCommand("change_person", { inPlace: true });
  const name = nameOf(form);
  const hasNewName =
    name.family !== person.name.family ||
    name.given !== person.name.given ||
    (name.prefix ?? "") !== (person.name.prefix ?? "");
  const submit = (): void => {
    if (change.isPending) return;
    const { preferred } = person.name;
    change.mutate(
      {
        person: person.id,
        ...(hasNewName && { name: { ...name, ...(preferred && { preferred }) } }),
        ...(form.role && form.role !== person.role && { role: form.role }),
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
