import { useQuery } from "@tanstack/react-query";
import { type ReactNode, createContext, use } from "react";
import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { PatientId, UnsettledField, UnsettledFieldsView } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";
import { usePermitted } from "@/ipc/session";

import { usePrivacy } from "./privacy";
import { useFieldText } from "./useFieldText";

/** What says who somebody is. What else may have two values is shown on the patient's page alone. */
const identity = ["name", "other_name", "birth_date", "sex", "died_on", "national_number"] as const;

/** A field that says who somebody is. */
export type IdentityField = (typeof identity)[number];

type ByPatient = ReadonlyMap<PatientId, readonly UnsettledField[]>;

const nobody: ByPatient = new Map();
const none: readonly UnsettledField[] = [];

const Unsettled = createContext<ByPatient>(nobody);

function byPatient({ fields }: UnsettledFieldsView): ByPatient {
  const map = new Map<PatientId, UnsettledField[]>();
  for (const one of fields) {
    if (one.kind !== "patient" || !identity.some((field) => field === one.field)) continue;
    map.set(one.patient, [...(map.get(one.patient) ?? []), one]);
  }
  return map;
}

/** Knows, for everything below, whose identity has two values. Asked once for the whole window. */
export function UnsettledFields({ children }: { children: ReactNode }) {
  const enabled = usePermitted()("find_patients");
  const { data = nobody } = useQuery({
    ...query("unsettled_fields", {}),
    select: byPatient,
    enabled,
  });
  return <Unsettled value={data}>{children}</Unsettled>;
}

/** The fields of a patient's identity that have two values; nearly always none. */
export function useUnsettled(patient: PatientId | undefined): readonly UnsettledField[] {
  return useUnsettledOf()(patient);
}

/** The same, for lists whose rows are no components. */
export function useUnsettledOf(): (patient: PatientId | undefined) => readonly UnsettledField[] {
  const all = use(Unsettled);
  return (patient) => (patient && all.get(patient)) || none;
}

/** What else was given for a field besides what the record holds, in words. */
export function useOtherValues(patient: PatientId, field: IdentityField): readonly string[] {
  return useOthers()(useUnsettled(patient), field);
}

/** As `useOtherValues`, of a birth date: each with the age that would follow from it. */
export function useOtherBirths(patient: PatientId): readonly string[] {
  const format = useFormat();
  return useOthers()(useUnsettled(patient), "birth_date", ({ mine_age }) =>
    mine_age ? ` (${format.age(mine_age)})` : "",
  );
}

function useOthers() {
  const text = useFieldText();
  return (
    fields: readonly UnsettledField[],
    field: IdentityField,
    more: (one: UnsettledField) => string = () => "",
  ): readonly string[] => {
    const given = fields
      .filter((one) => one.field === field)
      .filter(({ current, mine }) => text.value(field, current) !== text.value(field, mine))
      .map((one) => text.value(field, one.mine) + more(one));
    return [...new Set(given)];
  };
}

/** A patient's name in a sentence: `SMITH, Ann`, or `SMITH, Ann or SMITH, Anne` until one is chosen. */
export function usePatientNames(): (patient: {
  id: PatientId | undefined;
  display_name: string;
}) => string {
  const { t } = useTranslation();
  const of = useUnsettledOf();
  const others = useOthers();
  const isHidden = usePrivacy();
  return ({ id, display_name }) =>
    isHidden
      ? t("frame.privacy.someone")
      : [display_name, ...others(of(id), "name")].join(` ${t("patient.unsettled.or")} `);
}
