import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Checkbox } from "@/components/Choice";
import { FormSheet } from "@/components/FormSheet";
import { Select } from "@/components/Select";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFocusWrong } from "@/failures/useFocusWrong";
import { roles } from "@/format/useRoleName";
import type { PermissionLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";

import { given, groupNames, permissionsOf, taken } from "./groups";
import { roleKeys } from "./keys";
import type { RoleForm } from "./rows";

import styles from "./Roles.module.css";

interface RoleSheetProps {
  of: RoleForm;
  permissions: readonly PermissionLine[];
  onClose: () => void;
}

/** Makes a role of the clinic's own, or changes one. */
export function RoleSheet({ of, permissions, onClose }: RoleSheetProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState(of);
  const element = useRef<HTMLFormElement>(null);
  const save = useCommand("save_custom_role", { inPlace: true });
  const failure = save.error?.failure;
  useFocusWrong(element, failure);
  useKey(roleKeys.save, () => element.current?.requestSubmit());
  const isNew = of.was === undefined;
  const problem = fieldProblems(failure)["name"];
  const submit = (): void => {
    if (save.isPending) return;
    const { id, name, role, was } = form;
    save.mutate(
      {
        id,
        name: name.trim(),
        role,
        permissions: [...form.permissions],
        active: true,
        ...(was && { was: [...was] }),
      },
      {
        onSuccess: () => {
          say({ tone: "good", title: t("people.roles.saved", { name: name.trim() }) });
          onClose();
        },
      },
    );
  };
  return (
    <FormSheet
      title={t(isNew ? "people.roles.makeTitle" : "people.roles.changeTitle", { name: of.name })}
      about={t("people.roles.about")}
      submit={t(isNew ? "people.roles.make" : "people.roles.save")}
      note={isNew ? undefined : t("people.change.note")}
      place="side"
      width={28}
      scope="people.role"
      keys={roleKeys.save.keys}
      form={element}
      hasCancel
      onSubmit={submit}
      onClose={onClose}
    >
      {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
      <TextField
        label={t("people.roles.nameField")}
        name="name"
        isRequired
        autoFocus
        autoComplete="off"
        dir="auto"
        maxLength={60}
        placeholder={t("people.roles.nameHint")}
        value={form.name}
        onChange={(name) => setForm((before) => ({ ...before, name }))}
        error={problem && t(problem)}
      />
      <Select
        label={t("people.roles.place")}
        hint={t(isNew ? "people.roles.placeHint" : "people.roles.placeStays")}
        isDisabled={!isNew}
        options={roles.map((id) => ({ id, name: t(`frame.role.${id}`) }))}
        value={form.role}
        onChange={(role) => setForm((before) => ({ ...before, role }))}
      />
      {groupNames.map((group) => (
        <fieldset key={group} className={styles.group}>
          <legend>{t(`people.roles.groups.${group}`)}</legend>
          <div className={styles.choices}>
            {permissionsOf(group).map((permission) => (
              <Checkbox
                key={permission}
                value={form.permissions.has(permission)}
                onChange={(isOn) =>
                  setForm((before) => ({
                    ...before,
                    permissions: (isOn ? given : taken)(
                      before.permissions,
                      permission,
                      permissions,
                    ),
                  }))
                }
              >
                {t(`people.roles.may.${permission}`)}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      ))}
    </FormSheet>
  );
}
