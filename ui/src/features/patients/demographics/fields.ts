import type {
  Address,
  BirthDate,
  EditPatient,
  EmergencyContact,
  HumanName,
  LocalDate,
  Patient,
  PatientId,
  RegisterPatient,
  Sex,
} from "@/ipc/generated/commands";

/** What the form of a patient's demographics holds: text as typed, dates and sex as understood. */
export interface Demographics {
  family: string;
  given: string;
  prefix: string;
  preferred: string;
  otherFamily: string;
  otherGiven: string;
  birthDate: BirthDate | null;
  sex: Sex | null;
  diedOn: LocalDate | null;
  nationalNumber: string;
  phone: string;
  secondPhone: string;
  email: string;
  lines: string;
  city: string;
  postalCode: string;
  country: string;
  language: string | null;
  contactName: string;
  contactRelationship: string;
  contactPhone: string;
}

/** The fields that hold text. */
export type TextName = {
  [Name in keyof Demographics]: Demographics[Name] extends string ? Name : never;
}[keyof Demographics];

export const noDemographics: Demographics = {
  family: "",
  given: "",
  prefix: "",
  preferred: "",
  otherFamily: "",
  otherGiven: "",
  birthDate: null,
  sex: null,
  diedOn: null,
  nationalNumber: "",
  phone: "",
  secondPhone: "",
  email: "",
  lines: "",
  city: "",
  postalCode: "",
  country: "",
  language: null,
  contactName: "",
  contactRelationship: "",
  contactPhone: "",
};

/** Where the core tells a problem of each field. */
export const paths: Record<keyof Demographics, string> = {
  family: "name.family",
  given: "name.given",
  prefix: "name.prefix",
  preferred: "name.preferred",
  otherFamily: "other_name.family",
  otherGiven: "other_name.given",
  birthDate: "birth_date",
  sex: "sex",
  diedOn: "died_on",
  nationalNumber: "national_number",
  phone: "phone",
  secondPhone: "second_phone",
  email: "email",
  lines: "address.lines",
  city: "address.city",
  postalCode: "address.postal_code",
  country: "address.country",
  language: "language",
  contactName: "emergency_contact.name",
  contactRelationship: "emergency_contact.relationship",
  contactPhone: "emergency_contact.phone",
};

/** The fields with some of them changed. */
export const withChange = (fields: Demographics, some: Partial<Demographics>): Demographics => ({
  ...fields,
  ...some,
});

export const isEmpty = (fields: Demographics): boolean =>
  Object.values(fields).every((value) => value === null || value === "");

/** A draft as it came back from the core: fields that it lacks, or that have another shape now, are empty. */
export function demographicsOf(body: unknown): Demographics {
  if (typeof body !== "object" || body === null) return noDemographics;
  const kept = Object.entries(body).filter(
    ([name, value]) => name in noDemographics && (typeof value === "string" || value === null),
  );
  return { ...noDemographics, ...Object.fromEntries(kept) };
}

/** The record as the form shows it. */
export function demographicsFrom(patient: Patient): Demographics {
  const { name, other_name, address, emergency_contact } = patient;
  return {
    family: name.family,
    given: name.given,
    prefix: name.prefix ?? "",
    preferred: name.preferred ?? "",
    otherFamily: other_name?.family ?? "",
    otherGiven: other_name?.given ?? "",
    birthDate: patient.birth_date ?? null,
    sex: patient.sex,
    diedOn: patient.died_on ?? null,
    nationalNumber: patient.national_number ?? "",
    phone: patient.phone ?? "",
    secondPhone: patient.second_phone ?? "",
    email: patient.email ?? "",
    lines: address?.lines.join("\n") ?? "",
    city: address?.city ?? "",
    postalCode: address?.postal_code ?? "",
    country: address?.country ?? "",
    language: patient.language ?? null,
    contactName: emergency_contact?.name ?? "",
    contactRelationship: emergency_contact?.relationship ?? "",
    contactPhone: emergency_contact?.phone ?? "",
  };
}

/** Text that says something, or nothing. */
const said = (text: string): string | undefined => text.trim() || undefined;

/** The name as typed so far. */
export const nameOf = (fields: Demographics): HumanName => ({
  family: fields.family.trim(),
  given: fields.given.trim(),
  prefix: said(fields.prefix),
  preferred: said(fields.preferred),
});

/** Whether one of the fields says anything. */
const any = (...texts: string[]): boolean => said(texts.join("")) !== undefined;

const otherNameOf = ({ otherFamily, otherGiven }: Demographics): HumanName | undefined =>
  any(otherFamily, otherGiven)
    ? { family: otherFamily.trim(), given: otherGiven.trim() }
    : undefined;

const addressOf = ({ lines, city, postalCode, country }: Demographics): Address | undefined =>
  any(lines, city, postalCode, country)
    ? {
        lines: lines.split("\n").filter((line) => line.trim() !== ""),
        city,
        postal_code: postalCode,
        country,
      }
    : undefined;

const contactOf = (fields: Demographics): EmergencyContact | undefined =>
  any(fields.contactName, fields.contactRelationship, fields.contactPhone)
    ? {
        name: fields.contactName,
        relationship: fields.contactRelationship,
        phone: fields.contactPhone,
      }
    : undefined;

/** The request that registers who was described, by somebody who was shown these possible duplicates. */
export const registration = (
  id: PatientId,
  fields: Demographics & { sex: Sex },
  seen: Iterable<PatientId>,
): RegisterPatient => ({
  id,
  name: nameOf(fields),
  other_name: otherNameOf(fields),
  birth_date: fields.birthDate ?? undefined,
  sex: fields.sex,
  national_number: said(fields.nationalNumber),
  phone: said(fields.phone),
  second_phone: said(fields.secondPhone),
  email: said(fields.email),
  address: addressOf(fields),
  language: fields.language ?? undefined,
  emergency_contact: contactOf(fields),
  seen_duplicates: [...seen],
});

/** A record's fields as they stood when somebody began to change them. */
export type Was = Readonly<Record<string, unknown>>;

/**
 * The request that makes of `before` what the form holds now. It names what was changed alone, so
 * that what somebody else changed meanwhile stays, and what that `was` when the person began, so that a
 * change of the same field is noticed; `undefined` when nothing was changed.
 */
export function edit(
  id: PatientId,
  before: Demographics,
  now: Demographics,
  was: Was,
): EditPatient | undefined {
  const differs = (...names: (keyof Demographics)[]): boolean =>
    names.some((name) => before[name] !== now[name]);
  const patch: EditPatient = { id };
  if (differs("family", "given", "prefix", "preferred")) patch.name = nameOf(now);
  if (differs("otherFamily", "otherGiven")) patch.other_name = otherNameOf(now) ?? null;
  if (differs("birthDate")) patch.birth_date = now.birthDate;
  if (differs("sex") && now.sex) patch.sex = now.sex;
  if (differs("diedOn")) patch.died_on = now.diedOn;
  if (differs("nationalNumber")) patch.national_number = said(now.nationalNumber) ?? null;
  if (differs("phone")) patch.phone = said(now.phone) ?? null;
  if (differs("secondPhone")) patch.second_phone = said(now.secondPhone) ?? null;
  if (differs("email")) patch.email = said(now.email) ?? null;
  if (differs("lines", "city", "postalCode", "country")) patch.address = addressOf(now) ?? null;
  if (differs("language")) patch.language = now.language;
  if (differs("contactName", "contactRelationship", "contactPhone")) {
    patch.emergency_contact = contactOf(now) ?? null;
  }
  const changed = Object.keys(patch).filter((name) => name !== "id");
  if (changed.length === 0) return undefined;
  return { ...patch, was: Object.fromEntries(changed.map((name) => [name, was[name] ?? null])) };
}
