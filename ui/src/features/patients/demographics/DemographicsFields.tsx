import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import { Segmented } from "@/components/Choice";
import { ComboBox } from "@/components/ComboBox";
import { BirthDateField, DateField } from "@/components/DateField";
import { TextField } from "@/components/TextField";
import { useFormat } from "@/format/useFormat";
import type { LocalDate, Sex } from "@/ipc/generated/commands";

import { type Demographics, type TextName, paths } from "./fields";

import styles from "./DemographicsFields.module.css";

/** Languages that are offered by name; any other that a record holds is kept. */
const languages =
  "en ga ar bg bn cs de el es et fa fr hi hr hu it lt lv nl pa pl ps pt ro ru sk so sq sv ta ti tl tr uk ur vi yo zh";

const sexes: readonly Sex[] = ["female", "male", "indeterminate", "not_known"];

interface FieldsProps {
  fields: Demographics;
  onChange: (change: Partial<Demographics>) => void;
  /** What the core, or the form, found wrong: sentences by the path of the field. */
  problems: Readonly<Record<string, string>>;
  today: LocalDate;
  /** Whether the day of death can be told. */
  withDeath?: boolean;
}

/** Everything that is known of who somebody is and how they are reached; the least that is needed comes first. */
export function DemographicsFields(props: FieldsProps) {
  const { fields, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.sections}>
      <Group title={t("patients.form.identity")}>
        <div className={styles.names}>
          <Text {...props} name="family" isRequired autoFocus />
          <IconButton
            look="quiet"
            label={t("patients.register.swap")}
            icon={<ArrowLeftRight />}
            onPress={() => onChange({ family: fields.given, given: fields.family })}
          />
          <Text {...props} name="given" />
        </div>
        <Vital {...props} />
      </Group>
      <Group title={t("patients.form.contact")}>
        <Text {...props} name="phone" dir="ltr" type="tel" />
        <Text {...props} name="secondPhone" dir="ltr" type="tel" />
        <Text {...props} name="email" dir="ltr" type="text" />
        <LanguageField {...props} />
      </Group>
      <Group title={t("patients.form.address")}>
        <div className={styles.wide}>
          <Text {...props} name="lines" rows={2} />
        </div>
        <Text {...props} name="city" />
        <Text {...props} name="postalCode" />
        <Text {...props} name="country" hint={t("patients.form.countryHint")} />
      </Group>
      <Group title={t("patients.form.otherNames")}>
        <Text {...props} name="prefix" />
        <Text {...props} name="preferred" />
        <Text {...props} name="otherFamily" />
        <Text {...props} name="otherGiven" />
        <Text {...props} name="nationalNumber" dir="ltr" />
      </Group>
      <Group title={t("patients.form.contactName")}>
        <Text {...props} name="contactName" />
        <Text {...props} name="contactRelationship" />
        <Text {...props} name="contactPhone" dir="ltr" type="tel" />
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      <div className={styles.grid}>{children}</div>
    </fieldset>
  );
}

interface TextProps extends FieldsProps {
  name: TextName;
  isRequired?: boolean;
  autoFocus?: boolean;
  dir?: "ltr";
  type?: "text" | "tel";
  rows?: number;
  hint?: string;
}

function Text({ fields, onChange, problems, name, dir, type, rows, hint, ...rest }: TextProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t(name === "contactName" ? "patients.form.name" : `patients.form.${name}`)}
      value={fields[name]}
      onChange={(text) => onChange({ [name]: text })}
      error={problems[paths[name]]}
      hint={hint}
      name={paths[name]}
      // A name or an address may be of any script, whatever the language of the window.
      dir={dir ?? "auto"}
      {...(type && { type })}
      {...(rows && { lines: rows })}
      isRequired={rest.isRequired ?? false}
      autoFocus={rest.autoFocus ?? false}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

/** Birth date, sex, and where it may be told, the day of death. */
function Vital({ fields, onChange, problems, today, withDeath }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.vital}>
      <BirthDateField
        label={t("patients.form.birthDate")}
        hint={t("patients.form.birthDateHint")}
        value={fields.birthDate}
        onChange={(birthDate) => onChange({ birthDate })}
        today={today}
        error={problems[paths.birthDate]}
        name={paths.birthDate}
      />
      <Segmented
        label={t("patients.form.sex")}
        isRequired
        options={sexes.map((id) => ({ id, name: t(`patient.sex.${id}`) }))}
        value={fields.sex}
        onChange={(sex) => onChange({ sex })}
        error={problems[paths.sex]}
      />
      {withDeath && (
        <DateField
          label={t("patients.form.diedOn")}
          value={fields.diedOn}
          onChange={(diedOn) => onChange({ diedOn })}
          today={today}
          lean="past"
          error={problems[paths.diedOn]}
        />
      )}
    </div>
  );
}

function LanguageField({ fields, onChange, problems }: FieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tags = new Set([...languages.split(" "), ...(fields.language ? [fields.language] : [])]);
  const options = [...tags]
    .map((tag) => ({ id: tag, name: format.languageName(tag) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, format.language));
  return (
    <ComboBox
      label={t("patients.form.language")}
      options={options}
      value={fields.language}
      onChange={(language) => onChange({ language })}
      error={problems[paths.language]}
    />
  );
}
