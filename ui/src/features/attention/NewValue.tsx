import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { BirthDateField, DateField } from "@/components/DateField";
import { TextField } from "@/components/TextField";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { Sex } from "@/ipc/generated/commands";
import { humanNameIn, isBirthDate, isDay, sexIn } from "@/patient/fieldValue";
import { useFieldText } from "@/patient/useFieldText";

const sexes: readonly Sex[] = ["female", "male", "indeterminate", "not_known"];
const dates = ["birth_date", "died_on"];
const names = ["name", "other_name"];
const texts = ["national_number", "payer", "member_number", "substance", "reaction"];

/** Whether a value other than the two can be entered here. */
export const canBeEntered = (field: string): boolean =>
  field === "sex" || [...dates, ...names, ...texts].includes(field);

interface NewValueProps {
  field: string;
  /** What the record holds, of which a name keeps the parts that are not asked for. */
  current: unknown;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | undefined;
}

/** The field of a record, to enter a value that is neither of the two. */
export function NewValue(props: NewValueProps) {
  const { field, value, onChange, error } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const label = useFieldText().label(field);
  const common = { label, error, autoFocus: true };
  const text = typeof value === "string" ? value : "";
  switch (field) {
    case "birth_date":
      return (
        <BirthDateField
          {...common}
          value={isBirthDate(value) ? value : null}
          onChange={(date) => onChange(date ?? undefined)}
          today={today}
        />
      );
    case "died_on":
      return (
        <DateField
          {...common}
          value={isDay(value) ? value : null}
          onChange={(date) => onChange(date ?? undefined)}
          today={today}
          lean="past"
        />
      );
    case "sex":
      return (
        <Segmented
          label={label}
          error={error}
          value={sexIn(value) ?? null}
          onChange={onChange}
          options={sexes.map((id) => ({ id, name: t(`patient.sex.${id}`) }))}
        />
      );
    case "name":
    case "other_name":
      return <Name {...props} />;
    default:
      return (
        <TextField
          {...common}
          value={text}
          onChange={(typed) => onChange(typed.trim() === "" ? undefined : typed)}
          dir="auto"
        />
      );
  }
}

function Name({ current, value, onChange, error }: NewValueProps) {
  const { t } = useTranslation();
  const name = humanNameIn(value) ?? { family: "", given: "" };
  const change = (some: { family?: string; given?: string }): void => {
    const next = { ...humanNameIn(current), ...name, ...some };
    onChange(next.family.trim() === "" && next.given.trim() === "" ? undefined : next);
  };
  return (
    <>
      <TextField
        label={t("attention.conflict.family")}
        value={name.family}
        onChange={(family) => change({ family })}
        error={error}
        dir="auto"
        autoFocus
      />
      <TextField
        label={t("attention.conflict.given")}
        value={name.given}
        onChange={(given) => change({ given })}
        dir="auto"
      />
    </>
  );
}
