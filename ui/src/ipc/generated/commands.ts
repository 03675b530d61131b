// Placeholder, written by hand until the generator of crates/wire writes this file.
/* eslint-disable */

export type Brand<T, Name extends string> = T & { readonly __brand?: Name };
export type PatientId = Brand<string, "PatientId">;
export type PersonId = Brand<string, "PersonId">;
export type Instant = string;
export type LocalDate = string;

export type Role =
  | "reception"
  | "doctor"
  | "nurse"
  | "laboratory"
  | "pharmacy"
  | "billing"
  | "administrator";

export type Tag = "session" | "preferences" | "patients" | "sync" | "attention" | "ward";

export type Code =
  | "not_permitted"
  | "not_signed_in"
  | "wrong_password"
  | "wrong_passphrase"
  | "not_found"
  | "changed_meanwhile"
  | "offline"
  | "bad_request"
  | "internal";

export interface Failure {
  code: Code;
  data: Record<string, unknown> | null;
  incident: string | null;
}

export interface FacilityView {
  name: string;
  zone: string;
  currency: string;
}

export interface PersonView {
  id: PersonId;
  name: string;
  role: Role;
}

export type Trouble =
  | "wrong_key"
  | "damaged_file"
  | "keyring_missing"
  | "read_only_disk"
  | "full_disk";

export type SessionState =
  | { state: "starting" }
  | { state: "needs_passphrase"; first: boolean }
  | { state: "trouble"; trouble: Trouble; path: string | null }
  | { state: "signed_out"; facility: FacilityView; people: PersonView[] }
  | { state: "locked"; facility: FacilityView; people: PersonView[]; person: PersonView }
  | { state: "signed_in"; facility: FacilityView; person: PersonView };

export interface Preferences {
  theme: "system" | "light" | "dark";
  contrast: "system" | "more";
  density: "compact" | "normal" | "roomy";
  language: "en" | "ar";
  single_letter_keys: boolean;
}

export interface PatientHit {
  id: PatientId;
  record_number: string;
  family: string;
  given: string;
  prefix: string | null;
  birth_date: string | null;
  sex: "male" | "female" | "indeterminate" | "not_known";
  deceased: boolean;
}

export interface SyncStatus {
  state: "shared" | "sharing" | "offline" | "alone";
  waiting: number;
  attention: number;
  last_shared_at: Instant | null;
}

export interface Commands {
  session_state: { request: Record<string, never>; response: SessionState };
  unlock_cache: { request: { passphrase: string }; response: SessionState };
  sign_in: { request: { person: PersonId; password: string }; response: SessionState };
  lock: { request: Record<string, never>; response: SessionState };
  sign_out: { request: Record<string, never>; response: SessionState };
  get_preferences: { request: Record<string, never>; response: Preferences };
  set_preferences: { request: Preferences; response: Preferences };
  search_patients: { request: { text: string; limit: number }; response: { hits: PatientHit[]; total: number } };
  sync_status: { request: Record<string, never>; response: SyncStatus };
}

export type Command = keyof Commands;

export const effects = {
  session_state: { kind: "reads", tags: ["session"] },
  unlock_cache: { kind: "local", tags: ["session"] },
  sign_in: { kind: "local", tags: ["session"] },
  lock: { kind: "local", tags: ["session"] },
  sign_out: { kind: "local", tags: ["session"] },
  get_preferences: { kind: "reads", tags: ["preferences"] },
  set_preferences: { kind: "local", tags: ["preferences"] },
  search_patients: { kind: "reads", tags: ["patients"] },
  sync_status: { kind: "reads", tags: ["sync", "attention"] },
} as const satisfies Record<Command, { kind: "reads" | "changes" | "local"; tags: readonly Tag[] }>;

export type HostEvent = { kind: "changed"; tags: Tag[] } | { kind: "session" };
