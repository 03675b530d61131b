import type { DraftView, PatientId } from "@/ipc/generated/commands";

import { type Demographics, demographicsOf } from "../demographics/fields";

/** The kind of form; each registration is kept under it with the new patient's id. */
export const REGISTER = "register_patient";

/** A registration as it is kept: with the id of the new record, so that saving it twice is one patient. */
export interface RegistrationDraft {
  id: PatientId;
  fields: Demographics;
}

export const formOf = (id: PatientId): string => `${REGISTER}/${id}`;

const isId = (text: unknown): text is PatientId =>
  typeof text === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** What a draft holds; nothing when it is none of ours. */
export function registrationOf({ form, body }: DraftView): RegistrationDraft | undefined {
  const id = form.slice(REGISTER.length + 1);
  return isId(id) ? { id, fields: demographicsOf(body) } : undefined;
}
