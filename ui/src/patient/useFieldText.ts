import { useTranslation } from "react-i18next";

import { useFormat } from "@/format/useFormat";
import type { patient } from "@/locales/en/patient";

import { humanNameIn, sexIn } from "./fieldValue";

type FieldName = Exclude<keyof (typeof patient)["fields"], "other">;
type ValueName = keyof (typeof patient)["values"];

const fields: Record<FieldName, true> = {
  name: true,
  other_name: true,
  birth_date: true,
  sex: true,
  died_on: true,
  national_number: true,
  no_known_allergies: true,
  payer: true,
  member_number: true,
  substance: true,
  reaction: true,
  criticality: true,
  status: true,
};
const values: Record<ValueName, true> = {
  stated: true,
  high: true,
  low: true,
  active: true,
  resolved: true,
  entered_in_error: true,
};
const isField = (name: string): name is FieldName => Object.hasOwn(fields, name);
const isValue = (name: string): name is ValueName => Object.hasOwn(values, name);

/** Names a field of a patient's records, and puts what it holds into words. */
export function useFieldText() {
  const { t } = useTranslation();
  const format = useFormat();
  return {
    label: (field: string): string =>
      isField(field) ? t(`patient.fields.${field}`) : t("patient.fields.other", { name: field }),
    value: (field: string, value: unknown): string => {
      if (field === "name" || field === "other_name") {
        const name = humanNameIn(value);
        return name ? format.name({ ...name, prefix: name.prefix ?? null }) : format.words.notKnown;
      }
      if (field === "sex") return t(`patient.sex.${sexIn(value) ?? "not_known"}`);
      if (field === "no_known_allergies") {
        return value ? t("patient.values.stated") : format.words.notKnown;
      }
      if (typeof value !== "string" || value === "") return format.words.notKnown;
      if (field === "birth_date" || field === "died_on") return format.date(value);
      if (field === "criticality" || field === "status") {
        return isValue(value) ? t(`patient.values.${value}`) : format.words.notKnown;
      }
      return value;
    },
  };
}
