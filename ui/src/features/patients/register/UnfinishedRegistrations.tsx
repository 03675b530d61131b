import { Link } from "@tanstack/react-router";
import { PenLine } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components/Button";
import { say } from "@/components/toasts";
import { useNow } from "@/components/useNow";
import { nameText } from "@/format/names";
import { useFormat } from "@/format/useFormat";
import { useDrafts } from "@/ipc/drafts";
import type { DraftView, PatientId } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

import { REGISTER, type RegistrationDraft, registrationOf } from "./draft";

import styles from "./UnfinishedRegistrations.module.css";

/** Registrations that were begun and neither saved nor discarded; `except` is the one on the screen. */
export function UnfinishedRegistrations({ except }: { except?: PatientId }) {
  const { t } = useTranslation();
  const drafts = useDrafts(REGISTER) ?? [];
  const begun = drafts.flatMap((draft) => {
    const registration = registrationOf(draft);
    return registration && registration.id !== except ? [{ draft, registration }] : [];
  });
  if (begun.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("patients.drafts.one")}>
      {begun.map(({ draft, registration }) => (
        <Unfinished key={draft.form} draft={draft} registration={registration} />
      ))}
    </ul>
  );
}

interface UnfinishedProps {
  draft: DraftView;
  registration: RegistrationDraft;
}

function Unfinished({ draft, registration: { fields } }: UnfinishedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(30);
  const discard = useCommand("discard_draft");
  const save = useCommand("save_draft");
  const drop = (): void => {
    discard.mutate(
      { form: draft.form },
      {
        onSuccess: () =>
          say({
            tone: "good",
            title: t("patients.drafts.discarded"),
            action: {
              name: t("controls.undo"),
              run: () => save.mutate({ form: draft.form, body: draft.body }),
            },
          }),
      },
    );
  };
  const name = nameText(fields);
  return (
    <li className={styles.draft}>
      <PenLine aria-hidden />
      <span className={styles.words}>
        {t("patients.drafts.one")}
        <bdi className={styles.name} data-identity>
          {name || t("patients.drafts.nameless")}
        </bdi>
        {fields.birthDate && <bdi data-identity>{format.date(fields.birthDate)}</bdi>}
        <span className={styles.kept}>
          {t("patients.drafts.kept", { ago: format.ago(draft.saved_at, now) })}
        </span>
      </span>
      <Link to="/patients/register" search={{ draft: draft.form }} className={styles.resume}>
        {t("patients.drafts.resume")}
      </Link>
      <Button size="small" look="quiet" onPress={drop}>
        {t("patients.drafts.discard")}
      </Button>
    </li>
  );
}
