import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Checkbox, RadioGroup } from "@/components/Choice";
import { FormSheet } from "@/components/FormSheet";
import { Notice } from "@/components/Notice";
import { TextField } from "@/components/TextField";
import { say } from "@/components/toasts";
import { FailureNotice } from "@/failures/FailureNotice";
import { useRoleName } from "@/format/useRoleName";
import { useDirectory } from "@/ipc/directory";
import type {
  PatientId,
  PersonId,
  PersonView,
  Restriction,
  RestrictionLabel,
} from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePermitted, useSignedIn } from "@/ipc/session";

import styles from "./RestrictSheet.module.css";

const labels = ["vip", "psychiatry", "staff"] as const satisfies RestrictionLabel[];

interface RestrictSheetProps {
  /** Whose record; absent until one was chosen in `about`. */
  patient: PatientId | undefined;
  about: ReactNode;
  restriction?: Restriction | undefined;
  onClose: () => void;
}

/** Says why a record is restricted, and who may open it. */
export function RestrictSheet({ patient, about, restriction, onClose }: RestrictSheetProps) {
  const { t } = useTranslation();
  const me = useSignedIn()?.person.id;
  const opens = usePermitted()("open_patients");
  const [label, setLabel] = useState<RestrictionLabel | null>(restriction?.label ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(
    () => new Set(restriction?.entitled ?? (me && opens ? [me] : [])),
  );
  const restrict = useCommand("restrict_record", { inPlace: true });
  const failure = restrict.error?.failure;
  const isMissing = !patient || label === null || chosen.size === 0;
  const send = (): void => {
    if (!patient || label === null) return;
    restrict.mutate(
      { patient, label, entitled: [...chosen] },
      {
        onSuccess: () => {
          say({ tone: "good", title: t("restricted.form.done") });
          onClose();
        },
      },
    );
  };
  return (
    <FormSheet
      title={t("restricted.form.title")}
      about={about}
      submit={t("restricted.form.submit")}
      hasCancel
      width={36}
      whyNot={isMissing ? t("problems.required") : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      {failure && <FailureNotice failure={failure} />}
      <RadioGroup
        autoFocus
        label={t("restricted.form.label")}
        isRequired
        options={labels.map((id) => ({
          id,
          name: t(`restricted.label.${id}`),
          hint: t(`restricted.meaning.${id}`),
        }))}
        value={label}
        onChange={setLabel}
      />
      <People chosen={chosen} onChange={setChosen} />
      {opens && me && !chosen.has(me) && (
        <Notice tone="warning" title={t("restricted.form.notYou")} />
      )}
    </FormSheet>
  );
}

interface PeopleProps {
  chosen: ReadonlySet<PersonId>;
  onChange: (chosen: ReadonlySet<PersonId>) => void;
}

/** Everybody who works here, to be chosen among. */
function People({ chosen, onChange }: PeopleProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const [text, setText] = useState("");
  const directory = useDirectory();
  const wanted = text.trim().toLocaleLowerCase();
  const fits = ({ id, display_name }: PersonView): boolean =>
    chosen.has(id) || display_name.toLocaleLowerCase().includes(wanted);
  const shown = (directory?.people ?? []).filter(fits);
  return (
    <div role="group" aria-label={t("restricted.form.people")}>
      <TextField
        label={t("restricted.form.people")}
        placeholder={t("restricted.form.filter")}
        value={text}
        onChange={setText}
        hint={t("restricted.form.peopleHint")}
      />
      <div className={styles.people}>
        {shown.map(({ id, display_name, ...person }) => (
          <Checkbox
            key={id}
            hint={roleName(person)}
            value={chosen.has(id)}
            onChange={(isOn) => {
              const next = new Set(chosen);
              if (isOn) next.add(id);
              else next.delete(id);
              onChange(next);
            }}
          >
            <bdi>{display_name}</bdi>
          </Checkbox>
        ))}
      </div>
      <p role="status" className={styles.count}>
        {chosen.size === 0
          ? t("restricted.form.nobody")
          : t("restricted.form.count", { count: chosen.size })}
      </p>
    </div>
  );
}
