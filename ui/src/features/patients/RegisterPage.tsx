import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Page } from "@/components/Page";
import { useFormat } from "@/format/useFormat";
import { useDrafts } from "@/ipc/drafts";
import type { PatientId } from "@/ipc/generated/commands";
import { uuid7 } from "@/ipc/uuid7";

import { noDemographics } from "./demographics/fields";
import { REGISTER, type RegistrationDraft, registrationOf } from "./register/draft";
import { RegisterForm } from "./register/RegisterForm";
import { fromSearch } from "./register/typed";
import { UnfinishedRegistrations } from "./register/UnfinishedRegistrations";

/** Registering a patient: somebody new, somebody searched for, or a registration that was begun. */
export function RegisterPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text = "", draft } = useSearch({ from: "/patients/register" });
  const start = useStart(text, draft);
  return (
    <Page title={t("patients.register.title")} flush>
      {start && (
        <>
          <UnfinishedRegistrations except={start.id} />
          <RegisterForm
            key={start.id}
            start={start}
            onRegistered={({ id }) =>
              void navigate({ to: "/patients/$patient", params: { patient: id }, replace: true })
            }
            onOpen={(patient) => void navigate({ to: "/patients/$patient", params: { patient } })}
            onClose={() => void navigate({ to: "/patients", search: text ? { text } : {} })}
          />
        </>
      )}
    </Page>
  );
}

/** The draft that was asked for as it was kept, once the core has answered; otherwise a new one. */
function useStart(text: string, form: string | undefined): RegistrationDraft | undefined {
  const format = useFormat();
  const drafts = useDrafts(REGISTER);
  const [fresh] = useState((): RegistrationDraft => ({
    id: uuid7<PatientId>(),
    fields: { ...noDemographics, ...fromSearch(text, format.dateOf(new Date())) },
  }));
  const [begun, setBegun] = useState<RegistrationDraft>();
  if (form === undefined) return fresh;
  if (begun?.id !== undefined && form.endsWith(begun.id)) return begun;
  if (!drafts) return undefined;
  const found = drafts.find((draft) => draft.form === form);
  const kept = found && registrationOf(found);
  if (!kept) return fresh;
  // What is on the screen is not replaced by what is kept of it a moment later.
  setBegun(kept);
  return kept;
}
