import { useEffect, useEffectEvent, useReducer, useState } from "react";
import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { fieldProblems } from "@/failures/fieldProblems";
import { useFormat } from "@/format/useFormat";
import { useDraftKeeper, useDrafts } from "@/ipc/drafts";
import type { Patient, PatientPageView } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";
import { usePatientNames } from "@/patient/useUnsettled";

import { DemographicsFields } from "../demographics/DemographicsFields";
import {
  withChange,
  type Demographics,
  demographicsFrom,
  demographicsOf,
  edit,
  paths,
  type Was,
} from "../demographics/fields";
import { FormDialog } from "./FormDialog";
import { KeptNote } from "./KeptNote";

/** The form as it began, and as it stands: what differs is what the person changed. */
interface EditDraft {
  before: Demographics;
  now: Demographics;
  /** The record's own fields as the form began; absent in drafts of an earlier version. */
  was?: Was;
}

function draftOf(body: unknown): EditDraft | undefined {
  if (typeof body !== "object" || body === null || !("before" in body) || !("now" in body)) {
    return undefined;
  }
  const draft = { before: demographicsOf(body.before), now: demographicsOf(body.now) };
  if (!("was" in body) || typeof body.was !== "object" || body.was === null) return draft;
  return { ...draft, was: Object.fromEntries(Object.entries(body.was)) };
}

/** What a draft changed. */
function changedIn({ before, now }: EditDraft): Partial<Demographics> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => old.get(name) !== value));
}

/** The record's fields as the person saw them: what a draft changed, as it was when that was begun. */
function seenBy(record: Patient, draft: EditDraft | undefined): Was {
  const seen: Record<string, unknown> = { ...record };
  if (!draft?.was) return seen;
  const changed = changedIn(draft);
  for (const [name, path] of Object.entries(paths)) {
    const [field] = path.split(".");
    if (field && name in changed) seen[field] = draft.was[field] ?? null;
  }
  return seen;
}

/** Changes a patient's details. Only what was changed is sent, so that two edits of two fields both hold. */
export function EditPatientDialog({
  page,
  onClose,
}: {
  page: PatientPageView;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const names = usePatientNames();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const { id } = page.summary;
  const form = `edit_patient/${id}`;
  const drafts = useDrafts(form);
  const draft = useDraftKeeper(form);
  const [before] = useState(() => demographicsFrom(page.patient));
  const [kept] = useState(() => drafts?.find((one) => one.form === form));
  const [began] = useState(() => {
    const body = kept && draftOf(kept.body);
    return body ? withChange(before, changedIn(body)) : before;
  });
  const [was] = useState(() => seenBy(page.patient, kept && draftOf(kept.body)));
  const [fields, set] = useReducer(withChange, began);
  const change = useCommand("edit_patient", { inPlace: true });
  const failure = change.error?.failure;
  const problems = Object.fromEntries(
    Object.entries(fieldProblems(failure)).map(([path, sentence]) => [path, t(sentence)]),
  );
  const keep = useEffectEvent(draft.keep);
  useEffect(() => {
    if (fields !== began) keep({ before, now: fields, was } satisfies EditDraft);
  }, [fields, began, before, was]);
  const submit = (): void => {
    const patch = edit(id, before, fields, was);
    const done = (): void => {
      void draft.drop();
      say({
        tone: "good",
        title: t(patch ? "patients.edit.saved" : "patients.edit.nothing"),
        detail: names(page.summary),
      });
      onClose();
    };
    if (!patch) done();
    else if (!change.isPending) change.mutate(patch, { onSuccess: done });
  };
  return (
    <FormDialog
      title={t("patients.edit.title")}
      patient={page.summary}
      submit={t("controls.save")}
      onSubmit={submit}
      onClose={onClose}
      onBlur={() => void draft.keepNow()}
      failure={failure}
      place="side"
      width={46}
    >
      <KeptNote
        at={kept?.saved_at}
        onStartOver={() => {
          set(before);
        }}
      />
      <DemographicsFields
        fields={fields}
        onChange={set}
        problems={problems}
        today={today}
        withDeath
      />
    </FormDialog>
  );
}
