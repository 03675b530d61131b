import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { FailureNotice } from "@/failures/FailureNotice";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFocusWrong } from "@/failures/useFocusWrong";
import { useFormat } from "@/format/useFormat";
import { useDraftKeeper } from "@/ipc/drafts";
import type { PatientId, PatientSummary } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { useKey } from "@/keyboard/useKey";
import { usePatientNames } from "@/patient/useUnsettled";

import { DemographicsFields } from "../demographics/DemographicsFields";
import { withChange, isEmpty, registration } from "../demographics/fields";
import { patientsKeys } from "../keys";
import { type RegistrationDraft, formOf } from "./draft";
import { DuplicatesPanel } from "./DuplicatesPanel";

import styles from "./RegisterForm.module.css";

interface RegisterFormProps {
  start: RegistrationDraft;
  /** The patient is registered. */
  onRegistered: (patient: PatientSummary) => void;
  /** Somebody who is here already is to be looked at; what was typed is kept. */
  onOpen: (patient: PatientId) => void;
  /** Left without saving; what was typed is kept, unless it was discarded. */
  onClose: () => void;
}

/** Opens a new record. Everything typed is kept as it is typed; Ctrl+Enter registers. */
export function RegisterForm({ start, onRegistered, onOpen, onClose }: RegisterFormProps) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const now = useNow(60);
  const form = useRef<HTMLFormElement>(null);
  const seen = useRef<ReadonlySet<PatientId>>(new Set());
  const firstDuplicate = useRef<HTMLButtonElement>(null);
  const [fields, change] = useReducer(withChange, start.fields);
  const draft = useDraftKeeper(formOf(start.id));
  const register = useCommand("register_patient", { inPlace: true });
  const failure = register.error?.failure;
  const problems = Object.fromEntries(
    Object.entries(fieldProblems(failure)).map(([path, sentence]) => [path, t(sentence)]),
  );
  useFocusWrong(form, failure);

  const keep = useEffectEvent(draft.keep);
  useEffect(() => {
    if (fields !== start.fields) keep(fields);
  }, [fields, start.fields]);
  const submit = (): void => {
    const { sex } = fields;
    if (!sex || register.isPending) return;
    register.mutate(registration(start.id, { ...fields, sex }, seen.current), {
      onSuccess: (patient) => {
        void draft.drop();
        say({
          tone: "good",
          title: t("patients.register.done", { number: patient.record_number }),
          detail: names(patient),
        });
        onRegistered(patient);
      },
    });
  };
  const discard = (): void => {
    void draft.drop();
    onClose();
  };
  const close = (): void => {
    if (!isEmpty(fields)) say({ tone: "info", title: t("patients.drafts.keptToast") });
    onClose();
  };
  useKey(patientsKeys.save, () => form.current?.requestSubmit());
  useKey(patientsKeys.duplicates, () => firstDuplicate.current?.focus());

  return (
    <div
      role="presentation"
      className={styles.page}
      data-scope="patients.form"
      onBlur={() => void draft.keepNow()}
      onKeyDown={(event) => {
        // A long form is sent on purpose, not by Enter in one of its fields.
        const isBare = !event.ctrlKey && !event.metaKey;
        if (event.key === "Enter" && isBare && event.target instanceof HTMLInputElement) {
          event.preventDefault();
        }
      }}
    >
      <Form
        ref={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {failure && failure.code !== "invalid_fields" && <FailureNotice failure={failure} />}
        <DemographicsFields
          fields={fields}
          onChange={change}
          problems={problems}
          today={format.dateOf(now)}
        />
        <footer className={styles.foot}>
          <p className={styles.need}>{t("patients.register.need")}</p>
          <Button look="quiet" onPress={discard}>
            {t("patients.register.discard")}
          </Button>
          <Button onPress={close}>{t("patients.register.close")}</Button>
          <Button look="primary" type="submit" keys={patientsKeys.save.keys}>
            {t("patients.register.save")}
          </Button>
        </footer>
      </Form>
      <DuplicatesPanel
        fields={fields}
        onOpen={onOpen}
        onShown={(patients) => {
          seen.current = new Set([...seen.current, ...patients]);
        }}
        first={firstDuplicate}
      />
    </div>
  );
}
