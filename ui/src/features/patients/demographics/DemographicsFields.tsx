import { ArrowLeftRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "@/components/Button";
import type { LocalDate } from "@/ipc/generated/commands";

import { type Demographics, type TextName, paths } from "./fields";
import { BirthDate, Death, LanguageField, SexField, Text } from "./oneField";

import styles from "./DemographicsFields.module.css";

interface FieldsProps {
  fields: Demographics;
  /** Must stay the same from render to render: a key press then draws its own field alone. */
  onChange: (change: Partial<Demographics>) => void;
  /** What the core, or the form, found wrong: sentences by the path of the field. */
  problems: Readonly<Record<string, string>>;
  today: LocalDate;
  /** Whether the day of death can be told. */
  withDeath?: boolean;
}

/** Everything that is known of who somebody is and how they are reached; the least that is needed comes first. */
export function DemographicsFields(props: FieldsProps) {
  const { fields, onChange, problems, today, withDeath } = props;
  const { t } = useTranslation();
  const text = (name: TextName) => ({
    name,
    value: fields[name],
    error: problems[paths[name]],
    onChange,
  });
  const choice = <Name extends keyof Demographics>(name: Name) => ({
    value: fields[name],
    error: problems[paths[name]],
    onChange,
  });
  return (
    <div className={styles.sections} data-identity>
      <Group title={t("patients.form.identity")}>
        <div className={styles.names}>
          <Text {...text("family")} isRequired autoFocus />
          <IconButton
            look="quiet"
            label={t("patients.register.swap")}
            icon={<ArrowLeftRight />}
            onPress={() => onChange({ family: fields.given, given: fields.family })}
          />
          <Text {...text("given")} />
        </div>
        <div className={styles.vital}>
          <BirthDate {...choice("birthDate")} today={today} />
          <SexField {...choice("sex")} />
        </div>
        {withDeath && <Death {...choice("diedOn")} today={today} />}
      </Group>
      <Group title={t("patients.form.contact")}>
        <Text {...text("phone")} dir="ltr" type="tel" />
        <Text {...text("secondPhone")} dir="ltr" type="tel" />
        <Text {...text("email")} dir="ltr" />
        <LanguageField {...choice("language")} />
      </Group>
      <Group title={t("patients.form.address")}>
        <div className={styles.wide}>
          <Text {...text("lines")} rows={2} />
        </div>
        <div className={styles.thirds}>
          <Text {...text("city")} />
          <Text {...text("postalCode")} />
          <Text {...text("country")} />
        </div>
      </Group>
      <Group title={t("patients.form.otherNames")}>
        <Text {...text("prefix")} />
        <Text {...text("preferred")} />
        <Text {...text("otherFamily")} />
        <Text {...text("otherGiven")} />
        <Text {...text("nationalNumber")} dir="ltr" />
      </Group>
      <Group title={t("patients.form.contactName")}>
        <div className={styles.thirds}>
          <Text {...text("contactName")} />
          <Text {...text("contactRelationship")} />
          <Text {...text("contactPhone")} dir="ltr" type="tel" />
        </div>
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
