import { memo } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/components/Choice";
import { ComboBox } from "@/components/ComboBox";
import { BirthDateField, DateField } from "@/components/DateField";
import { TextField } from "@/components/TextField";
import { useFormat } from "@/format/useFormat";
import type { LocalDate, Sex } from "@/ipc/generated/commands";

import { type Demographics, type TextName, paths } from "./fields";

/** Languages that are offered by name; any other that a record holds is kept. */
const languages =
  "en ga ar bg bn cs de el es et fa fr hi hr hu it lt lv nl pa pl ps pt ro ru sk so sq sv ta ti tl tr uk ur vi yo zh";

const sexes: readonly Sex[] = ["female", "male", "indeterminate", "not_known"];

interface FieldProps<Value> {
  value: Value;
  error: string | undefined;
  onChange: (change: Partial<Demographics>) => void;
}

interface TextProps extends FieldProps<string> {
  name: TextName;
  isRequired?: boolean;
  autoFocus?: boolean;
  dir?: "ltr";
  type?: "tel";
  rows?: number;
}

/** One field of text. Each is drawn by itself, so that a form of twenty follows fast fingers. */
export const Text = memo(function Text(props: TextProps) {
  const { name, value, error, onChange, dir, type, rows, isRequired, autoFocus } = props;
  const { t } = useTranslation();
  return (
    <TextField
      label={t(name === "contactName" ? "patients.form.name" : `patients.form.${name}`)}
      value={value}
      onChange={(text) => onChange({ [name]: text })}
      error={error}
      name={paths[name]}
      // A name or an address may be of any script, whatever the language of the window.
      dir={dir ?? "auto"}
      {...(type && { type })}
      {...(rows && { lines: rows })}
      isRequired={isRequired ?? false}
      autoFocus={autoFocus ?? false}
      autoComplete="off"
      spellCheck="false"
    />
  );
});

export const BirthDate = memo(function BirthDate(
  props: FieldProps<Demographics["birthDate"]> & { today: LocalDate },
) {
  const { value, error, onChange, today } = props;
  const { t } = useTranslation();
  return (
    <BirthDateField
      label={t("patients.form.birthDate")}
      hint={t("patients.form.birthDateHint")}
      value={value}
      onChange={(birthDate) => onChange({ birthDate })}
      today={today}
      error={error}
      name={paths.birthDate}
    />
  );
});

/** Male, female, indeterminate or not known: chosen, never assumed (NHS CUI sex and gender). */
export const SexField = memo(function SexField(props: FieldProps<Sex | null>) {
  const { value, error, onChange } = props;
  const { t } = useTranslation();
  return (
    <Segmented
      label={t("patients.form.sex")}
      isRequired
      options={sexes.map((id) => ({ id, name: t(`patient.sex.${id}`) }))}
      value={value}
      onChange={(sex) => onChange({ sex })}
      error={error}
    />
  );
});

export const Death = memo(function Death(
  props: FieldProps<LocalDate | null> & { today: LocalDate },
) {
  const { value, error, onChange, today } = props;
  const { t } = useTranslation();
  return (
    <DateField
      label={t("patients.form.diedOn")}
      value={value}
      onChange={(diedOn) => onChange({ diedOn })}
      today={today}
      lean="past"
      error={error}
    />
  );
});

export const LanguageField = memo(function LanguageField(props: FieldProps<string | null>) {
  const { value, error, onChange } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const tags = new Set([...languages.split(" "), ...(value ? [value] : [])]);
  const options = [...tags]
    .map((tag) => ({ id: tag, name: format.languageName(tag) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, format.language));
  return (
    <ComboBox
      label={t("patients.form.language")}
      options={options}
      value={value}
      onChange={(language) => onChange({ language })}
      error={error}
    />
  );
});
