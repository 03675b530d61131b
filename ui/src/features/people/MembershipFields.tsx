import { useTranslation } from "react-i18next";

import { RadioGroup } from "@/components/Choice";
import { Select } from "@/components/Select";
import { useDirectory } from "@/ipc/directory";
import type { FacilityId, Membership } from "@/ipc/generated/commands";

import { type Standing, keyOf, useRoleChoices } from "./useRoleChoices";

interface MembershipFieldsProps {
  memberships: readonly Membership[];
  /** The role that is offered first for a facility. */
  usual: Standing | null;
  onChange: (memberships: readonly Membership[]) => void;
  error?: string | undefined;
}

const NOT_HERE = "not_here";

/** Where somebody works, and as what, in a clinic of several facilities. */
export function MembershipFields({ memberships, usual, onChange, error }: MembershipFieldsProps) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { options, meant } = useRoleChoices();
  const facilities = directory?.facilities ?? [];
  if (facilities.length < 2 && memberships.length === 0) return null;
  const isChosen = memberships.length > 0;
  const at = (facility: FacilityId): Membership | undefined =>
    memberships.find((membership) => membership.facility === facility);
  const put = (facility: FacilityId, key: string): void => {
    const standing = meant(key);
    onChange([
      ...memberships.filter((membership) => membership.facility !== facility),
      ...(standing ? [{ facility, ...standing }] : []),
    ]);
  };
  return (
    <>
      <RadioGroup
        label={t("people.places.label")}
        options={[
          {
            id: "everywhere",
            name: t("people.places.everywhere"),
            hint: t("people.places.everywhereHint"),
          },
          { id: "chosen", name: t("people.places.chosen"), hint: t("people.places.chosenHint") },
        ]}
        value={isChosen ? "chosen" : "everywhere"}
        onChange={(choice) => {
          const here = directory?.facility.id;
          const first = usual && here && choice === "chosen" ? [{ facility: here, ...usual }] : [];
          onChange(first);
        }}
        error={error}
      />
      {isChosen &&
        facilities.map(({ id, name }) => {
          const there = at(id);
          return (
            <Select
              key={id}
              label={name}
              options={[{ id: NOT_HERE, name: t("people.places.notHere") }, ...options]}
              value={there ? keyOf(there) : NOT_HERE}
              onChange={(key) => put(id, key)}
            />
          );
        })}
    </>
  );
}
