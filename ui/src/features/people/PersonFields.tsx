import { useTranslation } from "react-i18next";

import { Select } from "@/components/Select";
import { TextField } from "@/components/TextField";
import { useFormat } from "@/format/useFormat";
import { useDirectory } from "@/ipc/directory";
import type { HumanName, Membership, PractitionerId, Role } from "@/ipc/generated/commands";

import { MembershipFields } from "./MembershipFields";
import { type Standing, keyOf, useRoleChoices } from "./useRoleChoices";

import styles from "./People.module.css";

/** What the form about a person holds. */
export interface PersonForm {
  family: string;
  given: string;
  prefix: string;
  /** As what they work; nothing until it was chosen. */
  standing: Standing | null;
  /** Where, and as what there; none for every facility. */
  memberships: readonly Membership[];
  practitioner: PractitionerId | null;
}

export const nobody: PersonForm = {
  family: "",
  given: "",
  prefix: "",
  standing: null,
  memberships: [],
  practitioner: null,
};

/** Who may have an agenda of their own. */
export const hasAgenda = (role: Role | undefined): boolean => role === "doctor" || role === "nurse";

/** The name as it travels: without what stands around it. */
export function nameOf({ family, given, prefix }: PersonForm): HumanName {
  const title = prefix.trim();
  return { family: family.trim(), given: given.trim(), ...(title !== "" && { prefix: title }) };
}

const NONE = "none";

interface PersonFieldsProps {
  form: PersonForm;
  onChange: (change: Partial<PersonForm>) => void;
  /** Sentences by the name of the field. */
  problems: Readonly<Record<string, string>>;
  /** Whose agenda is theirs is told with the invitation alone. */
  withAgenda?: boolean;
}

/** Name, role and where they work; whose agenda is theirs, where that may be. */
export function PersonFields({ form, onChange, problems, withAgenda = false }: PersonFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const practitioners = useDirectory()?.practitioners ?? [];
  const { options, meant } = useRoleChoices(form.standing?.custom_role);
  return (
    <>
      <TextField
        label={t("people.invite.family")}
        name="family"
        isRequired
        autoFocus
        autoComplete="off"
        dir="auto"
        value={form.family}
        onChange={(family) => onChange({ family })}
        error={problems["family"]}
      />
      <div className={styles.pair}>
        <TextField
          label={t("people.invite.given")}
          name="given"
          autoComplete="off"
          dir="auto"
          value={form.given}
          onChange={(given) => onChange({ given })}
          error={problems["given"]}
        />
        <TextField
          label={t("people.invite.prefix")}
          name="prefix"
          autoComplete="off"
          dir="auto"
          maxLength={20}
          placeholder={t("people.invite.prefixHint")}
          value={form.prefix}
          onChange={(prefix) => onChange({ prefix })}
        />
      </div>
      <Select
        label={t("people.invite.role")}
        isRequired
        options={options}
        value={form.standing && keyOf(form.standing)}
        onChange={(key) => onChange({ standing: meant(key) })}
      />
      <MembershipFields
        memberships={form.memberships}
        usual={form.standing}
        onChange={(memberships) => onChange({ memberships })}
        error={problems["memberships"]}
      />
      {withAgenda && hasAgenda(form.standing?.role) && (
        <Select
          label={t("people.invite.practitioner")}
          hint={t("people.invite.practitionerHint")}
          options={[
            { id: NONE, name: t("people.invite.practitionerNone") },
            ...practitioners
              .filter(({ active }) => active)
              .map(({ id, name, specialty }) => ({
                id: String(id),
                name: format.staff(name),
                detail: specialty,
              })),
          ]}
          value={form.practitioner ?? NONE}
          onChange={(id) =>
            onChange({ practitioner: practitioners.find((one) => one.id === id)?.id ?? null })
          }
        />
      )}
    </>
  );
}
