// Generated from crates/wire by `cargo xtask codegen`. Do not edit.
export type AccessReportRequest = { 
/**
 * Whose.
 */
patient: PatientId, 
/**
 * From this day of the facility on.
 */
from?: LocalDate, 
/**
 * Up to and with this day.
 */
to?: LocalDate, };
export type AccessReportView = { 
/**
 * Whose.
 */
patient: PatientSummary, 
/**
 * When, who, as what, at which workstation, what: latest first.
 */
lines: Array<AuditLineView>, 
/**
 * Whether there are earlier ones that the report does not hold.
 */
more: boolean, };
export type AccountLine = { 
/**
 * Whose.
 */
id: PersonId, 
/**
 * As it is written.
 */
name: HumanName, 
/**
 * As it is shown, such as `Dr Aoife Byrne`.
 */
display_name: string, 
/**
 * What they may do.
 */
role: Role, 
/**
 * The custom role in whose place `role` stands.
 */
custom_role?: CustomRoleId, 
/**
 * What the clinic calls the custom role.
 */
role_name?: string, 
/**
 * Where they work, and as what; empty for every facility.
 */
memberships: Array<Membership>, 
/**
 * Whose agenda is their own.
 */
practitioner?: PractitionerId, 
/**
 * How it stands.
 */
state: AccountState, 
/**
 * Until when the code admits, while one does.
 */
activation_until?: Instant, 
/**
 * Whether there is a second factor.
 */
second_factor: boolean, 
/**
 * Whether they let people in somewhere: of those who do, one stays.
 */
lets_people_in: boolean, 
/**
 * Whether an account of another provider is linked.
 */
linked: boolean, 
/**
 * Whether it is the account of whoever asks: nobody changes their own.
 */
own: boolean, 
/**
 * Whether it holds writes that the server has not confirmed.
 */
pending: boolean, };
export type AccountRequest = Record<symbol, never>;
export type AccountState = "active" | "invited" | "invitation_expired" | "disabled";
export type AccountView = { 
/**
 * Since when there is a second factor.
 */
second_factor_since?: Instant, 
/**
 * Codes on paper that are left.
 */
recovery_codes_left: number, 
/**
 * Whether a PIN was chosen at this workstation.
 */
pin_chosen: boolean, 
/**
 * The least length of a password.
 */
password_length_min: number, 
/**
 * Whether an account of the provider is linked through which people may sign in.
 */
linked: boolean, };
export type AcknowledgeAlarm = { id: AlarmAcknowledgementId, monitor: string, condition: string, onset: Instant, };
export type AcknowledgedView = { 
/**
 * The person.
 */
by: PersonId, 
/**
 * When, by the clock of the workstation where it was done.
 */
at: Instant, };
export type Activate = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The code that an administrator gave.
 */
activation: string, 
/**
 * The password to be.
 */
password: string, 
/**
 * The code of the second factor, for who has one.
 */
code?: string, };
export type Activation = { 
/**
 * The code, in groups of four. It is shown this one time.
 */
code: string, 
/**
 * What is kept of it.
 */
verifier: string, 
/**
 * Until when it admits.
 */
until: Instant, };
export type ActiveAlarm = { 
/**
 * The alarm.
 */
alarm: AlarmView, 
/**
 * Where: the bed, or the monitor's name while it has none.
 */
bed: string, 
/**
 * Whom the monitor watches; absent for roles that may not watch monitors and while nobody is signed in.
 */
patient?: PatientId, 
/**
 * That patient's name, as absent.
 */
patient_name?: string, 
/**
 * Who acknowledged it, as shown.
 */
acknowledged_by?: string, };
export type ActiveAlarmsRequest = Record<symbol, never>;
export type ActiveAlarmsView = { 
/**
 * Most urgent first.
 */
alarms: Array<ActiveAlarm>, 
/**
 * The connection to the broker; absent where this workstation watches no monitors.
 */
link?: LinkView, 
/**
 * When alarms were last looked at; absent where this workstation watches no monitors. When it
 * stands still for more than 2 s, alarms are not working.
 */
checked_at?: Instant, };
export type Address = { 
/**
 * Street lines, one or two.
 */
lines: Array<string>, 
/**
 * Town.
 */
city: string, 
/**
 * Postal code.
 */
postal_code: string, 
/**
 * Country, as written on an envelope; empty for the facility's own.
 */
country: string, };
export type AdvanceAppointment = { appointment: AppointmentId, to: AppointmentStatus, };
export type Age = { "unit": "days", days: number, } | { "unit": "weeks_days", weeks: number, days: number, } | { "unit": "months_days", months: number, days: number, } | { "unit": "years_months", years: number, months: number, } | { "unit": "years", years: number, };
export type AgendaColumn = { 
/**
 * The practitioner.
 */
practitioner: PractitionerId, 
/**
 * The day.
 */
date: LocalDate, 
/**
 * Working hours, breaks taken out.
 */
working: Array<Stretch>, 
/**
 * Breaks inside working hours.
 */
breaks: Array<Stretch>, 
/**
 * Appointments by start; cancelled ones are among them.
 */
appointments: Array<AppointmentView>, 
/**
 * Times leased to workstations and not ended, by start.
 */
leases: Array<LeaseView>, 
/**
 * Times that patients hold whose records are closed to whoever asks, by start.
 */
occupied?: Array<OccupiedView>, };
export type AgendaDayRequest = { date: LocalDate, };
export type AgendaDayView = { 
/**
 * The day.
 */
date: LocalDate, 
/**
 * The columns, in the directory's order: everybody who takes appointments or still has some that day.
 */
columns: Array<AgendaColumn>, 
/**
 * Minutes that the clocks move on this day: 60 forward, −60 back, 0 on other days.
 */
clock_change_minutes: number, };
export type AgendaWeekRequest = { date: LocalDate, practitioner: PractitionerId, };
export type AgendaWeekView = { practitioner: PractitionerId, columns: Array<AgendaColumn>, };
export type AlarmAcknowledgementId = string & { readonly __id: "AlarmAcknowledgementId" };
export type AlarmCondition = "asystole" | "ventricular_fibrillation" | "ventricular_tachycardia" | "heart_rate_high" | "heart_rate_low" | "oxygen_desaturation" | "oxygen_saturation_low" | "respiration_rate_high" | "respiration_rate_low" | "monitor_alarm" | "no_data" | "lead_off" | "sensor_off" | "malformed_messages";
export type AlarmKey = { 
/**
 * The monitor that sent the deciding value.
 */
monitor: MonitorId, 
/**
 * What is wrong.
 */
condition: AlarmCondition, 
/**
 * When the deciding value was measured, by the monitor's clock where that can be trusted.
 */
onset: Instant, };
export type AlarmPhase = "active" | "acknowledged" | "latched" | "cleared";
export type AlarmPriority = "low" | "medium" | "high";
export type AlarmView = { 
/**
 * Which alarm.
 */
key: AlarmKey, 
/**
 * How urgent.
 */
priority: AlarmPriority, 
/**
 * Whether the equipment is at fault rather than the patient.
 */
technical: boolean, 
/**
 * How far it has been dealt with.
 */
phase: AlarmPhase, 
/**
 * The deciding value in the unit of its vital sign; per cent for malformed messages.
 */
value: number | null, 
/**
 * The value furthest beyond the limit so far.
 */
worst: number | null, 
/**
 * The limit that was passed.
 */
limit: number | null, 
/**
 * The monitor's own name for its alarm, where the condition is [`AlarmCondition::MonitorAlarm`].
 */
code: string | null, 
/**
 * When this workstation raised it.
 */
raised_at: Instant, 
/**
 * When the condition ended, once it has.
 */
ended_at: Instant | null, 
/**
 * Who acknowledged it, once somebody has.
 */
acknowledged: AcknowledgedView | null, 
/**
 * Whether the values come from a simulated monitor.
 */
simulated: boolean, };
export type AllSessionsRequest = { 
/**
 * Only this person's.
 */
person?: PersonId, };
export type AllergiesView = { 
/**
 * The state.
 */
status: AllergyStatus, 
/**
 * The active ones, alphabetical by substance.
 */
active: Array<Allergy>, 
/**
 * For `no_known`: who said so (display name) and when.
 */
stated_by?: string, 
/**
 * For `no_known`: when it was said.
 */
stated_at?: Instant, };
export type Allergy = { 
/**
 * Its id.
 */
id: AllergyId, 
/**
 * Whose it is.
 */
patient: PatientId, 
/**
 * The substance, as written.
 */
substance: string, 
/**
 * Past reactions, as written; several in one episode joined by `+`.
 */
reaction: string, 
/**
 * How dangerous.
 */
criticality: AllergyCriticality, 
/**
 * Where the statement stands.
 */
status: ClinicalStatus, 
/**
 * When recorded.
 */
recorded_at: Instant, 
/**
 * By whom.
 */
recorded_by: PersonId, 
/**
 * Why it was marked as entered in error.
 */
error_reason?: string, 
/**
 * Who last changed a field in place, by its name; absent for a field as it was first recorded.
 */
edited?: { [key in string]: Edited }, };
export type AllergyCriticality = "low" | "high" | "not_known";
export type AllergyId = string & { readonly __id: "AllergyId" };
export type AllergyStatement = { at: Instant, by: PersonId, };
export type AllergyStatus = "not_recorded" | "no_known" | "known";
export type Appointment = { 
/**
 * Its id.
 */
id: AppointmentId, 
/**
 * Who comes.
 */
patient: PatientId, 
/**
 * Whom they see.
 */
practitioner: PractitionerId, 
/**
 * Where.
 */
room?: RoomId, 
/**
 * Day, in the facility's zone.
 */
date: LocalDate, 
/**
 * Start on the wall clock of that day.
 */
start: LocalTime, 
/**
 * Length, minutes.
 */
minutes: number, 
/**
 * First instant of the visit.
 */
starts_at: Instant, 
/**
 * First instant after it.
 */
ends_at: Instant, 
/**
 * Where the visit stands.
 */
status: AppointmentStatus, 
/**
 * Why the patient comes, as told.
 */
reason: string, 
/**
 * Services planned or done.
 */
services: Array<ServiceId>, 
/**
 * Why it was cancelled.
 */
cancel_reason?: string, 
/**
 * When the patient came in.
 */
arrived_at?: Instant, 
/**
 * When the visit began.
 */
in_room_at?: Instant, 
/**
 * When the visit ended.
 */
done_at?: Instant, 
/**
 * When it was booked.
 */
booked_at: Instant, 
/**
 * By whom.
 */
booked_by: PersonId, 
/**
 * The workstation that gave it its place; absent in records from before there were leases.
 */
placed_on?: DeviceId, 
/**
 * When it was given its place.
 */
placed_at?: Instant, };
export type AppointmentId = string & { readonly __id: "AppointmentId" };
export type AppointmentStatus = "booked" | "arrived" | "in_room" | "done" | "did_not_attend" | "cancelled";
export type AppointmentSummary = { id: AppointmentId, date: LocalDate, start: LocalTime, minutes: number, practitioner: PractitionerId, status: AppointmentStatus, reason: string, not_yet_shared: boolean, 
/**
 * Its place may still be refused, as in the agenda.
 */
tentative: boolean, };
export type AppointmentView = { 
/**
 * The record.
 */
appointment: Appointment, 
/**
 * Who comes.
 */
patient: PatientSummary, 
/**
 * End on the wall clock; differs from start plus length only where the clocks change in between.
 */
end: LocalTime, 
/**
 * The statuses that it may take next, the usual one first. `cancelled` among them means that
 * `cancel_appointment` is possible, which wants a reason; `advance_appointment` gives the others.
 */
next: Array<AppointmentStatus>, 
/**
 * Minutes since arrival, while the patient waits.
 */
waiting_minutes?: number, 
/**
 * The invoice of the visit.
 */
invoice?: InvoiceId, 
/**
 * Booked or changed here and not yet confirmed by the server.
 */
not_yet_shared: boolean, 
/**
 * Its place is not confirmed by the server, nor inside a confirmed lease of this workstation: it may
 * still be refused.
 */
tentative: boolean, };
export type AskAtStart = { 
/**
 * The password of whoever asks.
 */
password: string, 
/**
 * Whether it does; otherwise the keyring opens the database.
 */
ask: boolean, };
export type AskToInvite = { invite: InviteWorkstation, proof: FreshProof, };
export type AskToRevoke = { revoke: RevokeWorkstation, proof: FreshProof, };
export type Asked = { change: ChangeId, person: PersonId, device: DeviceId, recorded_at: Instant, };
export type AssignMonitor = { id: MonitorAssignmentId, monitor: string, bed: string, patient: PatientId, };
export type Attention = { 
/**
 * Its id. A refused change's own; for other sorts it follows from the change and what it is about, so
 * that every installation that runs the change writes the same item.
 */
id: AttentionId, 
/**
 * Open or settled.
 */
state: AttentionState, 
/**
 * When it arose.
 */
raised_at: Instant, 
/**
 * Where; absent in an item from before there were several facilities.
 */
facility?: FacilityId, 
/**
 * How it was settled.
 */
settlement?: Settlement, 
/**
 * When it was settled.
 */
settled_at?: Instant, 
/**
 * By whom.
 */
settled_by?: PersonId, } & ({ "refused": RefusedChange } | { "conflict": Conflict } | { "duplicate": DuplicatePatient });
export type AttentionId = string & { readonly __id: "AttentionId" };
export type AttentionListRequest = { 
/**
 * Whether settled items are wanted as well.
 */
settled: boolean, 
/**
 * Whether only items are wanted that come from this person's own changes, or stand against them.
 */
mine: boolean, };
export type AttentionListView = { items: Array<AttentionView>, 
/**
 * How many are open.
 */
open: number, };
export type AttentionState = "open" | "settled";
export type AttentionView = { 
/**
 * The record: request, refusal, who, when.
 */
item: Attention, 
/**
 * The patient it concerns.
 */
patient?: PatientSummary, 
/**
 * For a possible duplicate: the patient who was here before.
 */
existing?: PatientSummary, 
/**
 * Who asked, as shown.
 */
asked_by: string, 
/**
 * For a conflict: who wrote the other value, as shown, where the record tells.
 */
theirs_by?: string, 
/**
 * For an open conflict: what the field holds now.
 */
current?: unknown, 
/**
 * For a refused booking: free slots near the one asked for, found now.
 */
offers: Array<Slot>, };
export type AuditLineView = { 
/**
 * Tells it from every other line.
 */
key: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their name; absent for somebody who is not known.
 */
person_name?: string, 
/**
 * As what.
 */
role?: Role, 
/**
 * At which workstation, by its letter code; absent for one that is not known.
 */
workstation?: string, 
/**
 * Whether the server wrote the line, having judged what the workstation did.
 */
by_server: boolean, 
/**
 * What.
 */
command: string, 
/**
 * Whether it was about a patient.
 */
about_patient: boolean, 
/**
 * About whom, where the asker's facility holds them.
 */
patient?: PatientSummary, 
/**
 * Why it was refused; absent when it was done.
 */
refused?: Code, 
/**
 * Why somebody did it, where they had to say; with what, where that is more than the command, such as a version.
 */
reason?: string, };
export type AuditOutcome = "done" | "refused";
export type AuditTrailRequest = { 
/**
 * Only by this person.
 */
person?: PersonId, 
/**
 * Only about this patient.
 */
patient?: PatientId, 
/**
 * Only this command.
 */
command?: string, 
/**
 * Only what was done, or only what was refused.
 */
outcome?: AuditOutcome, 
/**
 * From this day of the facility on.
 */
from?: LocalDate, 
/**
 * Up to and with this day.
 */
to?: LocalDate, 
/**
 * Which page, from 0.
 */
page: number, };
export type AuditTrailView = { 
/**
 * The lines, latest first.
 */
lines: Array<AuditLineView>, 
/**
 * Whether there is another page.
 */
more: boolean, 
/**
 * Workstations whose lines were not taken, because their chains do not go on where they ended.
 */
troubled: Array<TroubledTrail>, };
export type BeginSecondFactor = Record<symbol, never>;
export type BillingOverviewRequest = Record<symbol, never>;
export type BillingOverviewView = { 
/**
 * Drafts that are not issued yet.
 */
drafts: number, 
/**
 * What patients owe, one for each age, the youngest first.
 */
unpaid: Array<UnpaidByAge>, 
/**
 * On how many invoices they owe it.
 */
unpaid_count: number, 
/**
 * All that they owe.
 */
due: Money, 
/**
 * What is to be given back on credit notes.
 */
refunds_due: Money, 
/**
 * Taken today, one for each method, in the order of the methods.
 */
takings: Array<Takings>, 
/**
 * All of that.
 */
taken: Money, };
export type BirthDate = string & { readonly __time: "BirthDate" };
export type BloodPressure = { 
/**
 * Systolic.
 */
systolic: number, 
/**
 * Diastolic.
 */
diastolic: number, 
/**
 * Mean, where the monitor gives it.
 */
mean: number | null, };
export type BloodPressureView = { 
/**
 * The pressures, mmHg.
 */
pressure: BloodPressure, 
/**
 * Always mmHg.
 */
unit: Unit, 
/**
 * Live for an hour, then stale.
 */
freshness: Freshness, 
/**
 * When it was measured.
 */
measured_at: Instant, };
export type BookAppointment = { 
/**
 * Id of the new appointment.
 */
id: AppointmentId, 
/**
 * Who comes.
 */
patient: PatientId, 
/**
 * Whom they see.
 */
practitioner: PractitionerId, 
/**
 * Where; the practitioner's usual room when absent.
 */
room?: RoomId, 
/**
 * Day.
 */
date: LocalDate, 
/**
 * Start.
 */
start: LocalTime, 
/**
 * Length, 5 to 480 minutes.
 */
minutes: number, 
/**
 * Why, as told.
 */
reason: string, 
/**
 * Services planned.
 */
services: Array<ServiceId>, 
/**
 * Booked on purpose outside working hours.
 */
outside_hours: boolean, };
export type Break = { from: LocalTime, to: LocalTime, };
export type BreakGlass = { 
/**
 * Id of the new access.
 */
id: EmergencyAccessId, 
/**
 * Whose record.
 */
patient: PatientId, 
/**
 * Why.
 */
reason: EmergencyReason, 
/**
 * Why, in words: 10 to 500 characters.
 */
words: string, };
export type CancelAppointment = { appointment: AppointmentId, reason: string, };
export type CancelProviderSignIn = Record<symbol, never>;
export type ChangeId = string & { readonly __id: "ChangeId" };
export type ChangePassphrase = { 
/**
 * The password of whoever asks.
 */
password: string, 
/**
 * The passphrase to be, 15 characters or more.
 */
passphrase: string, };
export type ChangePassword = { 
/**
 * The one until now.
 */
current: string, 
/**
 * The one to be.
 */
new: string, };
export type ChangePerson = { 
/**
 * Whose account; never one's own.
 */
person: PersonId, 
/**
 * Name.
 */
name?: HumanName, 
/**
 * What they may do.
 */
role?: Role, 
/**
 * The custom role in whose place `role` stands; it goes with `role`, and without it there is none any more.
 */
custom_role?: CustomRoleId, 
/**
 * Where they work, and as what; an empty list for every facility.
 */
memberships?: Array<Membership>, 
/**
 * Whether they may sign in.
 */
active?: boolean, };
export type ChannelView = { 
/**
 * What is recorded.
 */
channel: WaveChannel, 
/**
 * Samples a second, in thousandths: real monitors run at 249.89 Hz.
 */
rate_mhz: number, 
/**
 * Counts per unit: the physical value is `(count - baseline) / gain`.
 */
gain: number, 
/**
 * The count that means zero.
 */
baseline: number, 
/**
 * The physical unit as the monitor names it.
 */
unit: string, 
/**
 * Whether samples are coming in.
 */
freshness: Freshness, };
export type ChartVitals = { patient: PatientId, signs: Array<VitalSign>, 
/**
 * When they were true of the patient.
 */
taken_at: Instant, 
/**
 * The monitor they were taken over from.
 */
monitor?: string, 
/**
 * Whether that monitor is a simulator.
 */
simulated: boolean, };
export type Choice = "mine" | "theirs" | "new";
export type ChoosePin = { 
/**
 * The password, because somebody else may stand at an open window.
 */
password: string, 
/**
 * Six digits or more.
 */
pin: string, };
export type ClinicalStatus = "active" | "resolved" | "entered_in_error";
export type ClinicalView = { 
/**
 * Allergies.
 */
allergies: AllergiesView, 
/**
 * Problems, active first, then by onset, latest first.
 */
conditions: Array<Condition>, 
/**
 * Vital signs, latest first, a year at most, 500 at most.
 */
observations: Array<Observation>, 
/**
 * The monitor that watches the patient now.
 */
monitor?: string, };
export type Code = "bad_request" | "unknown_command" | "not_signed_in" | "not_permitted" | "not_found" | "invalid_fields" | "changed_meanwhile" | "internal" | "allergies_recorded" | "already_in_error" | "record_restricted" | "only_on_screen" | "widens_own" | "own_access" | "slot_taken" | "slot_leased" | "outside_hours" | "time_does_not_exist" | "in_the_past" | "status_not_allowed" | "not_a_draft" | "not_issued" | "already_credited" | "no_lines" | "more_than_due" | "amount_out_of_range" | "already_invoiced" | "monitor_in_use" | "value_not_live" | "already_settled" | "server_too_old" | "workstation_too_old" | "too_large" | "sequence_gap" | "workstation_copied" | "device_revoked" | "server_restored" | "cursor_expired" | "server_busy" | "server_not_proven" | "facility_needed" | "only_facility" | "still_expected" | "own_account" | "last_administrator" | "no_such_role" | "own_role" | "role_held" | "works_elsewhere" | "password_not_taken" | "password_to_be_chosen" | "activation_expired" | "second_factor_needed" | "wrong_code" | "wrong_pin" | "pin_not_enough" | "keyring_silent" | "recovery_key_needed" | "clock_set_back" | "lease_expired" | "provider_unreachable" | "identity_not_proven" | "identity_not_linked" | "identity_taken" | "account_disabled" | "account_pending" | "sign_in_not_finished" | "browser_silent" | "wrong_password" | "person_not_proven" | "too_many_attempts" | "cache_unavailable" | "disk_full" | "disk_read_only" | "printing_failed" | "saving_failed" | "server_unreachable" | "update_not_trusted" | "update_not_newer" | "update_damaged" | "update_not_written";
export type Condition = { 
/**
 * Its id.
 */
id: ConditionId, 
/**
 * Whose it is.
 */
patient: PatientId, 
/**
 * What it is, in words.
 */
text: string, 
/**
 * Code in its system, such as a SNOMED CT concept id; empty when none.
 */
code: string, 
/**
 * First day, when known.
 */
onset?: LocalDate, 
/**
 * Day it ended.
 */
ended?: LocalDate, 
/**
 * Where the statement stands.
 */
status: ClinicalStatus, };
export type ConditionId = string & { readonly __id: "ConditionId" };
export type ConfirmSecondFactor = { 
/**
 * The code that the app shows.
 */
code: string, };
export type Conflict = { 
/**
 * The kind of the record.
 */
kind: Kind, 
/**
 * The record.
 */
record: string, 
/**
 * Whose record it is.
 */
patient: PatientId, 
/**
 * The field, as it is written.
 */
field: string, 
/**
 * What it was when the later change was begun.
 */
base: unknown, 
/**
 * What the later change asked for.
 */
mine: unknown, 
/**
 * What the record held by then.
 */
theirs: unknown, 
/**
 * The later change.
 */
asked: Asked, 
/**
 * Who wrote `theirs`, where the record tells.
 */
theirs_edited?: Edited, };
export type ConflictChoice = { "kind": "keep_mine" } | { "kind": "keep_theirs" } | { "kind": "enter_new", 
/**
 * The value, as the field is written; null clears it.
 */
value: unknown, };
export type CopyProgress = { 
/**
 * Records received so far.
 */
received: number, 
/**
 * Records in all, by the server's own count, once it has said.
 */
total?: number, };
export type Coverage = { 
/**
 * Its id.
 */
id: CoverageId, 
/**
 * Who is insured.
 */
patient: PatientId, 
/**
 * The insurer.
 */
payer: string, 
/**
 * Member number.
 */
member_number: string, 
/**
 * Plan, as named by the insurer.
 */
plan: string, 
/**
 * First day.
 */
from?: LocalDate, 
/**
 * Last day.
 */
to?: LocalDate, 
/**
 * Who last changed a field in place, by its name; absent for a field as it was first recorded.
 */
edited?: { [key in string]: Edited }, };
export type CoverageId = string & { readonly __id: "CoverageId" };
export type CreditInvoice = { 
/**
 * Id of the credit note.
 */
id: InvoiceId, 
/**
 * The invoice.
 */
invoice: InvoiceId, 
/**
 * Why.
 */
reason: string, };
export type Currency = string;
export type CustomRoleId = string & { readonly __id: "CustomRoleId" };
export type CustomRoleLine = { 
/**
 * Its id.
 */
id: CustomRoleId, 
/**
 * What the clinic calls it.
 */
name: string, 
/**
 * The role whose place it takes.
 */
role: Role, 
/**
 * What it gives.
 */
permissions: Array<Permission>, 
/**
 * Whether it can be given to anybody.
 */
active: boolean, 
/**
 * Who has it somewhere, as they are shown.
 */
holders: Array<string>, 
/**
 * Whether whoever asks has it: nobody changes what they may do themself.
 */
own: boolean, 
/**
 * Whether it holds writes that the server has not confirmed.
 */
pending: boolean, };
export type CustomRolesRequest = Record<symbol, never>;
export type CustomRolesView = { table: Array<RoleLine>, custom: Array<CustomRoleLine>, permissions: Array<PermissionLine>, };
export type Decimal = string;
export type DescribeAppointment = { appointment: AppointmentId, reason: string, services: Array<ServiceId>, };
export type DeviceId = string & { readonly __id: "DeviceId" };
export type DirectoryRequest = Record<symbol, never>;
export type DirectoryView = { facility: Facility, 
/**
 * Every facility that shares the records, this one among them.
 */
facilities: Array<Facility>, practitioners: Array<Practitioner>, rooms: Array<Room>, services: Array<Service>, people: Array<PersonView>, };
export type DiscardAttention = { item: AttentionId, reason: string, };
export type DiscardDraft = { form: string, };
export type DiscardInvoice = { invoice: InvoiceId, };
export type Discount = { "kind": "percent", basis_points: number, } | { "kind": "amount", amount: Money, };
export type DocumentRequest = { 
/**
 * Which.
 */
document: PaperDocument, 
/**
 * Language of the paper: `en`, `ar`.
 */
language: string, };
export type DocumentView = { 
/**
 * The PDF, base64.
 */
pdf_base64: string, 
/**
 * A file name without folder, such as `Invoice A-000017.pdf`; no patient name in it.
 */
file_name: string, };
export type Done = Record<symbol, never>;
export type DraftInvoice = { 
/**
 * Id of the new invoice.
 */
id: InvoiceId, 
/**
 * Who pays.
 */
patient: PatientId, 
/**
 * The visit whose services become lines. Line ids follow from the invoice's id and their order.
 */
appointment?: AppointmentId, };
export type DraftView = { form: string, body: unknown, saved_at: Instant, };
export type DraftsRequest = Record<symbol, never>;
export type DraftsView = { drafts: Array<DraftView>, };
export type DueAge = "not_due" | "up_to30" | "up_to60" | "up_to90" | "over90";
export type DuplicateCandidate = { 
/**
 * Who.
 */
patient: PatientSummary, 
/**
 * `certain` means the same national number; `likely` and `possible` follow from the score.
 */
grade: DuplicateGrade, 
/**
 * The fields that agree.
 */
matching: Array<MatchingField>, };
export type DuplicateGrade = "possible" | "likely" | "certain";
export type DuplicatePatient = { 
/**
 * Who was registered.
 */
registered: PatientId, 
/**
 * Who was here before.
 */
existing: PatientId, 
/**
 * How alike they are.
 */
grade: DuplicateGrade, 
/**
 * In what they agree.
 */
matching: Array<MatchingField>, 
/**
 * The registration.
 */
asked: Asked, };
export type DuplicatesView = { candidates: Array<DuplicateCandidate>, };
export type EditInvoiceLines = { invoice: InvoiceId, lines: Array<InvoiceLine>, };
export type EditPatient = { id: PatientId, name?: HumanName, other_name?: HumanName | null, birth_date?: BirthDate | null, sex?: Sex, died_on?: LocalDate | null, national_number?: string | null, phone?: string | null, second_phone?: string | null, email?: string | null, address?: Address | null, language?: string | null, emergency_contact?: EmergencyContact | null, 
/**
 * What the changed fields were when the person began.
 */
was?: { [field: string]: unknown }, };
export type Edited = { at: Instant, by: PersonId, device: DeviceId, };
export type ElsewhereView = { patients: Array<PatientElsewhere>, 
/**
 * Whether there are more than these.
 */
more: boolean, };
export type EmergencyAccess = { 
/**
 * Its id.
 */
id: EmergencyAccessId, 
/**
 * Who.
 */
person: PersonId, 
/**
 * Whose record.
 */
patient: PatientId, 
/**
 * Why.
 */
reason: EmergencyReason, 
/**
 * Why, in the person's words.
 */
words: string, 
/**
 * First instant.
 */
from: Instant, 
/**
 * First instant after it.
 */
until: Instant, 
/**
 * When it was ended before its time.
 */
ended_at?: Instant, 
/**
 * What the review found; absent until there was one.
 */
review?: EmergencyReview, };
export type EmergencyAccessId = string & { readonly __id: "EmergencyAccessId" };
export type EmergencyAccessLine = { 
/**
 * The record.
 */
access: EmergencyAccess, 
/**
 * Whose record it was, by its number.
 */
record_number: string, 
/**
 * Who opened it.
 */
person_name: string, 
/**
 * Who reviewed it.
 */
reviewed_by?: string, 
/**
 * Whether it holds now.
 */
in_force: boolean, 
/**
 * Whether it is the asker's own: nobody reviews theirs.
 */
own: boolean, 
/**
 * Whether it holds writes that the server has not confirmed.
 */
not_yet_shared: boolean, };
export type EmergencyAccessListRequest = Record<symbol, never>;
export type EmergencyAccessListView = { 
/**
 * The accesses.
 */
accesses: Array<EmergencyAccessLine>, 
/**
 * How many of them have no review yet.
 */
waiting: number, };
export type EmergencyContact = { 
/**
 * Name, as told.
 */
name: string, 
/**
 * Relationship to the patient, as told.
 */
relationship: string, 
/**
 * Telephone.
 */
phone: string, };
export type EmergencyReason = "care_emergency" | "covering" | "patient_request" | "other";
export type EmergencyReview = { 
/**
 * By whom; never whose access it was.
 */
by: PersonId, 
/**
 * When.
 */
at: Instant, 
/**
 * What was found.
 */
verdict: EmergencyVerdict, 
/**
 * Why; may be empty.
 */
words: string, };
export type EmergencyVerdict = "justified" | "not_justified";
export type EmergencyView = { 
/**
 * The access.
 */
access: EmergencyAccessId, 
/**
 * First instant after it.
 */
until: Instant, };
export type EndCareHere = { 
/**
 * The patient.
 */
patient: PatientId, 
/**
 * Why.
 */
reason: string, };
export type EndCoverage = { coverage: CoverageId, on: LocalDate, 
/**
 * What the changed fields were when the person began.
 */
was?: { [field: string]: unknown }, };
export type EndEmergencyAccess = { access: EmergencyAccessId, };
export type EndSecondFactor = { 
/**
 * The password.
 */
password: string, };
export type EndSlotLease = { lease: SlotLeaseId, };
export type Facility = { 
/**
 * Its id.
 */
id: FacilityId, 
/**
 * The name on letterheads.
 */
name: string, 
/**
 * Address lines, as printed.
 */
address_lines: Array<string>, 
/**
 * Telephone, as printed.
 */
phone: string, 
/**
 * Tax registration number, as printed on invoices.
 */
tax_number: string, 
/**
 * The zone that planned times are in.
 */
zone: Zone, 
/**
 * The currency that prices are in.
 */
currency: Currency, 
/**
 * Days until an invoice is due.
 */
payment_days: number, 
/**
 * The text under an invoice: bank details and terms.
 */
payment_note: string, };
export type FacilityChoice = { id: FacilityId, name: string, };
export type FacilityId = string & { readonly __id: "FacilityId" };
export type Failure = { 
/**
 * Why.
 */
code: Code, 
/**
 * What the sentence needs.
 */
data?: unknown, 
/**
 * The number under which the log holds the cause, for [`Code::Internal`].
 */
incident?: string, };
export type FreeSlotsRequest = { 
/**
 * From this day on (never before now), fourteen days at most.
 */
from: LocalDate, 
/**
 * With this practitioner; with any when absent.
 */
practitioner?: PractitionerId, 
/**
 * For this patient, whose other visits are kept free of.
 */
patient?: PatientId, 
/**
 * Length, minutes.
 */
minutes: number, 
/**
 * How many at most, 1 to 50.
 */
limit: number, };
export type FreeSlotsView = { slots: Array<Slot>, };
export type FreshProof = { 
/**
 * The password.
 */
password: string, 
/**
 * The code of the second factor, for who has one.
 */
code?: string, };
export type Freshness = "live" | "stale" | "absent";
export type GivePassphrase = { passphrase: string, };
export type HostEvent = { "kind": "changed", 
/**
 * Which.
 */
tags: Array<Tag>, } | { "kind": "sync", 
/**
 * The new state.
 */
status: SyncStatusView, } | { "kind": "monitor", 
/**
 * The monitor, whole.
 */
monitor: MonitorView, } | { "kind": "alarms", 
/**
 * All that are on now.
 */
alarms: ActiveAlarmsView, } | { "kind": "waves", 
/**
 * The batch.
 */
batch: WaveBatch, } | { "kind": "lock_now" } | { "kind": "open_patient", 
/**
 * Which.
 */
patient: PatientId, };
export type HumanName = { 
/**
 * Family name as the person writes it.
 */
family: string, 
/**
 * Given names, in order, separated by spaces.
 */
given: string, 
/**
 * Title such as `Mrs`, without brackets.
 */
prefix?: string, 
/**
 * The name the person wants to be called by.
 */
preferred?: string, };
export type IdentityProvider = { 
/**
 * What people call it.
 */
name: string, 
/**
 * Whether it can be used now.
 */
standing: ProviderStanding, };
export type IdentityProviderRequest = Record<symbol, never>;
export type IdentityProviderView = { provider?: IdentityProvider, };
export type InstallUpdate = { 
/**
 * The version that the person saw.
 */
version: string, };
export type Instant = string & { readonly __time: "Instant" };
export type InvitationLine = { 
/**
 * By what it is named.
 */
id: string, 
/**
 * When it was made.
 */
made_at: Instant, 
/**
 * Who made it; absent for the server's command line.
 */
made_by?: string, 
/**
 * Until when it admits.
 */
until: Instant, 
/**
 * Whether it admits to every facility of the server, and not to this one alone.
 */
anywhere: boolean, };
export type InvitePerson = { 
/**
 * The new account.
 */
id: PersonId, 
/**
 * Name.
 */
name: HumanName, 
/**
 * What they may do.
 */
role: Role, 
/**
 * The custom role in whose place `role` stands.
 */
custom_role?: CustomRoleId, 
/**
 * Where they work, and as what; empty for every facility, as `role`.
 */
memberships?: Array<Membership>, 
/**
 * Whose agenda is their own.
 */
practitioner?: PractitionerId, 
/**
 * Verifier of the code.
 */
verifier: string, 
/**
 * Until when it admits.
 */
activation_until: Instant, };
export type InviteWorkstation = { facility: FacilityId, };
export type Invoice = { 
/**
 * Its id.
 */
id: InvoiceId, 
/**
 * Invoice or credit note.
 */
kind: InvoiceKind, 
/**
 * Who was treated and pays.
 */
patient: PatientId, 
/**
 * The visit it bills.
 */
appointment?: AppointmentId, 
/**
 * Where it stands.
 */
status: InvoiceStatus, 
/**
 * The number given at issue, from the issuing workstation's series, such as `A-000017`.
 */
number?: string, 
/**
 * Currency of every amount in it.
 */
currency: Currency, 
/**
 * The lines, in printing order.
 */
lines: Array<InvoiceLine>, 
/**
 * Net and tax of all lines, fixed at issue.
 */
gross?: Money, 
/**
 * When it was drafted.
 */
drafted_at: Instant, 
/**
 * By whom.
 */
drafted_by: PersonId, 
/**
 * When it was issued.
 */
issued_at?: Instant, 
/**
 * Day of issue in the facility's zone.
 */
issued_on?: LocalDate, 
/**
 * Day by which it is to be paid.
 */
due_on?: LocalDate, 
/**
 * For a credit note: the invoice it takes back.
 */
credits?: InvoiceId, 
/**
 * For a credit note: why.
 */
credit_reason?: string, };
export type InvoiceFilter = "all" | "drafts" | "open" | "overdue" | "settled";
export type InvoiceId = string & { readonly __id: "InvoiceId" };
export type InvoiceKind = "invoice" | "credit_note";
export type InvoiceLine = { 
/**
 * Its id.
 */
id: InvoiceLineId, 
/**
 * The service it came from.
 */
service?: ServiceId, 
/**
 * What is printed.
 */
description: string, 
/**
 * How many, 1 to 9,999.
 */
quantity: number, 
/**
 * Net price of one.
 */
unit_price: Money, 
/**
 * Tax rate.
 */
tax_rate: TaxRate, 
/**
 * Reduction of the line.
 */
discount?: Discount, };
export type InvoiceLineId = string & { readonly __id: "InvoiceLineId" };
export type InvoiceLineView = { 
/**
 * The line.
 */
line: InvoiceLine, 
/**
 * Quantity times price.
 */
before_discount: Money, 
/**
 * The reduction.
 */
discount: Money, 
/**
 * What is left, before tax.
 */
net: Money, };
export type InvoiceListRequest = { 
/**
 * Which.
 */
filter: InvoiceFilter, 
/**
 * Number or part of the patient's name, as typed.
 */
text: string, 
/**
 * Continue after this many.
 */
offset: number, 
/**
 * How many at most, 1 to 200.
 */
limit: number, };
export type InvoiceListView = { 
/**
 * The page asked for.
 */
invoices: Array<InvoiceSummary>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * What patients owe on all of them.
 */
due: Money, 
/**
 * What is to be given back on all of them.
 */
refunds_due: Money, 
/**
 * Taken today, one for each method, in the order of the methods.
 */
takings_today: Array<Takings>, };
export type InvoicePreviewView = { lines: Array<InvoiceLineView>, totals: InvoiceTotals, };
export type InvoiceRequest = { invoice: InvoiceId, };
export type InvoiceStanding = "draft" | "unpaid" | "part_paid" | "paid" | "overdue" | "credited" | "discarded" | "refund_due" | "settled";
export type InvoiceStatus = "draft" | "issued" | "credited" | "discarded";
export type InvoiceSummary = { id: InvoiceId, kind: InvoiceKind, number?: string, patient: PatientId, patient_name: string, record_number: string, issued_on?: LocalDate, due_on?: LocalDate, gross: Money, due: Money, standing: InvoiceStanding, not_yet_shared: boolean, };
export type InvoiceTotals = { 
/**
 * Before tax.
 */
net: Money, 
/**
 * By rate, ascending.
 */
taxes: Array<TaxTotal>, 
/**
 * All tax.
 */
tax: Money, 
/**
 * Net and tax.
 */
gross: Money, 
/**
 * Payments so far.
 */
paid: Money, 
/**
 * What is left to pay; on a credit note, what is left to give back; on a draft, what will be due.
 */
due: Money, };
export type InvoiceView = { 
/**
 * The record.
 */
invoice: Invoice, 
/**
 * Who pays.
 */
patient: PatientSummary, 
/**
 * The lines with their amounts.
 */
lines: Array<InvoiceLineView>, 
/**
 * The sums.
 */
totals: InvoiceTotals, 
/**
 * Payments, oldest first.
 */
payments: Array<Payment>, 
/**
 * How it stands.
 */
standing: InvoiceStanding, 
/**
 * The credit note that takes it back, or the invoice that it takes back.
 */
counterpart?: InvoiceSummary, 
/**
 * Changed here and not yet confirmed by the server.
 */
not_yet_shared: boolean, };
export type IssueInvoice = { invoice: InvoiceId, };
export type JoinServer = { 
/**
 * The server's address, such as `https://192.0.2.7:7400`.
 */
server: string, 
/**
 * The enrolment code that an administrator gave, with what the server is known by behind an `@`.
 */
code: string, 
/**
 * The broker of the bedside monitors, `address:port`.
 */
mqtt?: string, 
/**
 * Which facility; needed where the server holds several.
 */
facility?: FacilityId, };
export type JoinedWith = "invitation" | "standing_code";
export type KeyCareRequest = Record<symbol, never>;
export type KeyCareView = { 
/**
 * What opens the database at a start.
 */
opening: KeyOpening, 
/**
 * Whether there is a recovery key.
 */
recovery: boolean, 
/**
 * How many people's passwords open it.
 */
people: number, };
export type KeyOpening = "by_itself" | "by_passphrase" | "by_somebody";
export type KeyringState = "works" | "absent" | "locked";
export type Kind = "facility" | "custom_role" | "person" | "practitioner" | "room" | "service" | "patient" | "allergy" | "condition" | "observation" | "coverage" | "appointment" | "invoice" | "payment" | "monitor_assignment" | "alarm_acknowledgement" | "attention" | "voided_number" | "slot_lease" | "emergency_access";
export type LeaseSlots = { 
/**
 * Id of the new lease.
 */
id: SlotLeaseId, 
/**
 * Whose time.
 */
practitioner: PractitionerId, 
/**
 * Day.
 */
date: LocalDate, 
/**
 * Start.
 */
from: LocalTime, 
/**
 * End, on the same day.
 */
to: LocalTime, };
export type LeaseView = { 
/**
 * The record.
 */
lease: SlotLease, 
/**
 * Start on the wall clock.
 */
from: LocalTime, 
/**
 * End on the wall clock.
 */
to: LocalTime, 
/**
 * Whether this workstation holds it.
 */
mine: boolean, 
/**
 * Asked for and not yet confirmed by the server: it holds nothing firmly.
 */
asked_for: boolean, };
export type LiftRestriction = { patient: PatientId, };
export type LinkIdentity = { 
/**
 * Which.
 */
identity: LinkedAccount, };
export type LinkProvider = { 
/**
 * The password, because somebody else may stand at an open window.
 */
password?: string, 
/**
 * The PIN of this workstation, in place of the password.
 */
pin?: string, 
/**
 * Language of the page that the browser ends at: `en`, `ar`.
 */
language: string, };
export type LinkState = "connecting" | "connected" | "lost";
export type LinkView = { 
/**
 * How it stands.
 */
state: LinkState, 
/**
 * Since when.
 */
since: Instant, };
export type LinkedAccount = { 
/**
 * The provider, as it names itself.
 */
issuer: string, 
/**
 * What it calls the person, always.
 */
subject: string, };
export type LiveState = "live" | "stale" | "disconnected";
export type LocalDate = string & { readonly __time: "LocalDate" };
export type LocalTime = string & { readonly __time: "LocalTime" };
export type Lock = Record<symbol, never>;
export type LockedPatient = { 
/**
 * The patient.
 */
id: PatientId, 
/**
 * `SMITH, Ann (Mrs)`.
 */
display_name: string, 
/**
 * Birth date, when known.
 */
birth_date?: BirthDate, 
/**
 * Age today, or at death.
 */
age?: Age, };
export type MakeActivation = Record<symbol, never>;
export type MakeRecoveryKey = { 
/**
 * The password of whoever asks.
 */
password: string, };
export type MatchingField = "name" | "similar_name" | "birth_date" | "sex" | "phone" | "national_number";
export type Membership = { 
/**
 * Where.
 */
facility: FacilityId, 
/**
 * The role; of a custom role, the one whose place it takes.
 */
role: Role, 
/**
 * The custom role, where it is one.
 */
custom_role?: CustomRoleId, };
export type MessageClass = "valid" | "unknown_topic" | "oversize" | "not_utf8" | "malformed_json" | "wrong_monitor" | "retained" | "duplicate" | "out_of_order" | "missing_timestamp" | "implausible_clock" | "wrong_type" | "out_of_range" | "unknown_unit";
export type MessageCount = { 
/**
 * The class.
 */
class: MessageClass, 
/**
 * How many since the start.
 */
count: number, };
export type MissingNumbers = { first: string, last: string, };
export type Money = { minor: number, currency: Currency, };
export type MonitorAssignment = { 
/**
 * Its id.
 */
id: MonitorAssignmentId, 
/**
 * The monitor, by its id on the broker.
 */
monitor: string, 
/**
 * Where it stands, such as `Bed 4`.
 */
bed: string, 
/**
 * The patient.
 */
patient: PatientId, 
/**
 * From when.
 */
assigned_at: Instant, 
/**
 * By whom.
 */
assigned_by: PersonId, 
/**
 * Until when; absent while it holds.
 */
released_at?: Instant, };
export type MonitorAssignmentId = string & { readonly __id: "MonitorAssignmentId" };
export type MonitorAssignmentView = { assignment: MonitorAssignment, patient: PatientSummary, };
export type MonitorAssignmentsRequest = Record<symbol, never>;
export type MonitorAssignmentsView = { assignments: Array<MonitorAssignmentView>, };
export type MonitorId = string & { readonly __id: "MonitorId" };
export type MonitorView = { 
/**
 * The monitor.
 */
monitor: MonitorId, 
/**
 * Whether it is being heard.
 */
state: LiveState, 
/**
 * When numerics were last heard.
 */
heard_at: Instant | null, 
/**
 * How long ago that was, in ms.
 */
silent_ms: number | null, 
/**
 * What the monitor or its broker says of its connection; none before it said anything.
 */
online: boolean | null, 
/**
 * Whether it is simulated: then every picture of it says so.
 */
simulated: boolean, 
/**
 * Whether the ECG electrodes are off.
 */
lead_off: boolean, 
/**
 * Whether the oxygen sensor is off.
 */
sensor_off: boolean, 
/**
 * Whether its clock is too wrong to use: times are then those of arrival.
 */
clock_suspect: boolean, 
/**
 * How far its clock is behind this workstation's, in ms (negative: ahead), once known.
 */
clock_behind_ms: number | null, 
/**
 * The rhythm that it last reported.
 */
rhythm: Rhythm | null, 
/**
 * Its values, in the order of [`Vital`].
 */
numerics: Array<NumericView>, 
/**
 * Its last cuff pressure.
 */
blood_pressure: BloodPressureView | null, 
/**
 * Its waveforms.
 */
channels: Array<ChannelView>, 
/**
 * Its alarms that are not over, most urgent first.
 */
alarms: Array<AlarmView>, 
/**
 * What became of its messages.
 */
counters: Array<MessageCount>, 
/**
 * Sequence numbers that nothing ever arrived for.
 */
missing: number, };
export type MoveAppointment = { appointment: AppointmentId, practitioner: PractitionerId, 
/**
 * When absent: the same room, or the usual room of another practitioner who takes over.
 */
room?: RoomId, date: LocalDate, start: LocalTime, minutes: number, outside_hours: boolean, };
export type NumberSeriesRequest = Record<symbol, never>;
export type NumberSeriesView = { series: Array<SeriesView>, };
export type NumericView = { 
/**
 * What is measured.
 */
vital: Vital, 
/**
 * The unit of `value` and of the limits.
 */
unit: Unit, 
/**
 * The value; none where it is [`Freshness::Absent`].
 */
value: number | null, 
/**
 * How old it may be taken for.
 */
freshness: Freshness, 
/**
 * When the last value was measured.
 */
measured_at: Instant | null, 
/**
 * When the last value arrived here.
 */
received_at: Instant | null, 
/**
 * How long ago it arrived, in ms; counted on a clock that never steps.
 */
age_ms: number | null, 
/**
 * The lower alarm limit, where there is one.
 */
low_limit: number | null, 
/**
 * The upper alarm limit, where there is one.
 */
high_limit: number | null, };
export type Observation = { 
/**
 * Its id.
 */
id: ObservationId, 
/**
 * Whose it is.
 */
patient: PatientId, 
/**
 * LOINC code, such as `8867-4` (heart rate).
 */
code: string, 
/**
 * The value, with the precision it was recorded with.
 */
value: Decimal, 
/**
 * UCUM unit, such as `/min`.
 */
unit: string, 
/**
 * When it was true of the patient.
 */
taken_at: Instant, 
/**
 * Where it came from.
 */
source: ObservationSource, 
/**
 * The bedside monitor, when it came from one.
 */
monitor?: string, 
/**
 * Whether the source was a simulator.
 */
simulated: boolean, 
/**
 * Who charted it; absent for imported values.
 */
recorded_by?: PersonId, };
export type ObservationId = string & { readonly __id: "ObservationId" };
export type ObservationSource = "typed" | "monitor" | "imported";
export type OccupiedView = { 
/**
 * Start on the wall clock.
 */
from: LocalTime, 
/**
 * End on the wall clock.
 */
to: LocalTime, 
/**
 * Where, if anywhere.
 */
room?: RoomId, };
export type OfferedUpdate = { 
/**
 * Which.
 */
version: string, 
/**
 * Bytes of its package.
 */
size: number, 
/**
 * What is new in it, by language.
 */
notes: { [key in string]: string }, 
/**
 * Whether the program puts it in its own place and starts again; otherwise it is handed over.
 */
by_itself: boolean, };
export type OpenByPassword = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their password.
 */
password: string, 
/**
 * The code of the second factor, for who has one.
 */
code?: string, };
export type OpenByRecovery = { 
/**
 * The recovery key, as it stands on paper; spaces, hyphens and case do not matter.
 */
code: string, };
export type OpenInEmergency = { 
/**
 * Whose record, and why.
 */
access: BreakGlass, 
/**
 * The password.
 */
password?: string, 
/**
 * The PIN of this workstation, in place of the password.
 */
pin?: string, };
export type OpeningPerson = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their name, as in a letter.
 */
name: string, 
/**
 * What they are.
 */
role: Role, 
/**
 * Whether a code is asked for beside the password.
 */
second_factor: boolean, };
export type OpeningWays = { 
/**
 * What the operating system's keyring says.
 */
keyring: KeyringState, 
/**
 * Whether the workstation's passphrase does.
 */
passphrase: boolean, 
/**
 * Whose passwords do.
 */
people: Array<OpeningPerson>, 
/**
 * Whether there is a recovery key on paper.
 */
recovery: boolean, };
export type OwnSessionsRequest = Record<symbol, never>;
export type PaperDocument = { "kind": "invoice", invoice: InvoiceId, } | { "kind": "receipt", payment: PaymentId, } | { "kind": "number_series" };
export type Patient = { 
/**
 * Its id.
 */
id: PatientId, 
/**
 * The number on the patient's card, such as `A-000123`.
 */
record_number: string, 
/**
 * Official name.
 */
name: HumanName, 
/**
 * The name in another script or its transliteration.
 */
other_name?: HumanName, 
/**
 * Birth date, as far as known.
 */
birth_date?: BirthDate, 
/**
 * Administrative sex.
 */
sex: Sex, 
/**
 * Date of death.
 */
died_on?: LocalDate, 
/**
 * National identifier (such as the NHS number): digits and capitals, without separators.
 */
national_number?: string, 
/**
 * First telephone number.
 */
phone?: string, 
/**
 * Second telephone number.
 */
second_phone?: string, 
/**
 * E-mail address.
 */
email?: string, 
/**
 * Postal address.
 */
address?: Address, 
/**
 * Preferred language, BCP 47.
 */
language?: string, 
/**
 * Whom to call.
 */
emergency_contact?: EmergencyContact, 
/**
 * Who said that there are no known allergies, and when; absent when nobody did or one is recorded.
 */
no_known_allergies?: AllergyStatement, 
/**
 * Who alone may open the record; absent while everybody may whose role does.
 */
restriction?: Restriction, 
/**
 * When the record was opened.
 */
registered_at: Instant, 
/**
 * Where the patient receives care: the workstations of these facilities hold the record. Empty for a
 * record from before there were several: every facility holds it.
 */
facilities?: Array<FacilityId>, 
/**
 * Where care was given before. Their workstations hold the record no more; what was still done there is judged.
 */
former_facilities?: Array<FacilityId>, 
/**
 * Who last changed a field in place, by its name; absent for a field as it was first recorded.
 */
edited?: { [key in string]: Edited }, };
export type PatientElsewhere = { 
/**
 * Who it is.
 */
summary: PatientSummary, 
/**
 * The names of the facilities.
 */
facilities: Array<string>, };
export type PatientId = string & { readonly __id: "PatientId" };
export type PatientPageRequest = { patient: PatientId, };
export type PatientPageView = { 
/**
 * What the banner shows.
 */
summary: PatientSummary, 
/**
 * The record.
 */
patient: Patient, 
/**
 * Present while the record is open by an emergency access alone.
 */
emergency?: EmergencyView, 
/**
 * Fields of the record and of what hangs on it that hold two values, as far as the role may see them.
 */
unsettled: Array<UnsettledField>, 
/**
 * `852 743 1098`: national number in groups, when known.
 */
national_number_grouped?: string, 
/**
 * Insurance, current first.
 */
coverages: Array<Coverage>, 
/**
 * From today on, soonest first.
 */
coming: Array<AppointmentSummary>, 
/**
 * Before today, latest first, 200 at most.
 */
past: Array<AppointmentSummary>, 
/**
 * Invoices, latest first; absent for roles that may not see them.
 */
invoices?: Array<InvoiceSummary>, 
/**
 * Clinical content; absent for roles that may not see it.
 */
clinical?: ClinicalView, };
export type PatientSearchView = { 
/**
 * The patients.
 */
patients: Array<PatientSummary>, 
/**
 * Those whose records are closed to whoever asks, and whom they may open in an emergency.
 */
locked?: Array<LockedPatient>, 
/**
 * Whether there are more than were asked for.
 */
more: boolean, };
export type PatientSummary = { 
/**
 * The patient.
 */
id: PatientId, 
/**
 * `SMITH, Ann (Mrs)`.
 */
display_name: string, 
/**
 * The name in another script, same form.
 */
other_display_name?: string, 
/**
 * `Ann`: what they want to be called.
 */
preferred_name?: string, 
/**
 * Record number.
 */
record_number: string, 
/**
 * Birth date, when known.
 */
birth_date?: BirthDate, 
/**
 * Age today, or at death.
 */
age?: Age, 
/**
 * Sex.
 */
sex: Sex, 
/**
 * Day of death.
 */
died_on?: LocalDate, 
/**
 * First telephone number.
 */
phone?: string, 
/**
 * Town.
 */
city?: string, 
/**
 * Whether the record holds changes that the server has not confirmed yet.
 */
not_yet_shared: boolean, };
export type Payment = { 
/**
 * Its id.
 */
id: PaymentId, 
/**
 * The invoice paid, or the credit note refunded.
 */
invoice: InvoiceId, 
/**
 * Who paid.
 */
patient: PatientId, 
/**
 * How much, above zero.
 */
amount: Money, 
/**
 * How.
 */
method: PaymentMethod, 
/**
 * The number of the receipt, from the workstation's series.
 */
receipt_number: string, 
/**
 * When.
 */
taken_at: Instant, 
/**
 * Day in the facility's zone.
 */
taken_on: LocalDate, 
/**
 * By whom.
 */
taken_by: PersonId, };
export type PaymentId = string & { readonly __id: "PaymentId" };
export type PaymentMethod = "cash" | "card" | "transfer" | "insurance";
export type PeopleListRequest = Record<symbol, never>;
export type PeopleListView = { people: Array<AccountLine>, };
export type Permission = "use_workstation" | "find_patients" | "open_patients" | "register_patients" | "edit_patients" | "edit_coverage" | "see_clinical_record" | "record_allergies" | "chart_vitals" | "see_agenda" | "book_appointments" | "lease_slots" | "advance_appointments" | "see_invoices" | "see_number_series" | "issue_invoices" | "take_payments" | "credit_invoices" | "watch_monitors" | "assign_monitors" | "acknowledge_alarms" | "settle_attention" | "manage_people" | "manage_workstations" | "care_for_workstation" | "see_incidents" | "see_audit" | "restrict_records" | "lift_restrictions" | "break_glass" | "review_emergency_access";
export type PermissionLine = { permission: Permission, needs: Array<Permission>, };
export type PersonId = string & { readonly __id: "PersonId" };
export type PersonView = { 
/**
 * The person.
 */
id: PersonId, 
/**
 * As shown, such as `Dr Aoife Byrne`.
 */
display_name: string, 
/**
 * Role at this facility.
 */
role: Role, 
/**
 * What the clinic calls it, where it is one of the clinic's own.
 */
role_name?: string, 
/**
 * Own agenda.
 */
practitioner?: PractitionerId, };
export type PossibleDuplicates = { 
/**
 * Name as typed so far.
 */
name: HumanName, 
/**
 * Birth date as typed so far.
 */
birth_date?: BirthDate, 
/**
 * Sex as chosen so far.
 */
sex: Sex, 
/**
 * Telephone as typed so far.
 */
phone?: string, 
/**
 * National number as typed so far.
 */
national_number?: string, };
export type Practitioner = { 
/**
 * Its id.
 */
id: PractitionerId, 
/**
 * Name.
 */
name: HumanName, 
/**
 * What they do, such as `General practice`.
 */
specialty: string, 
/**
 * The room they usually work in.
 */
usual_room?: RoomId, 
/**
 * Working hours by day of the week.
 */
hours: Array<WorkingHours>, 
/**
 * Usual length of a visit, minutes.
 */
usual_minutes: number, 
/**
 * Whether new appointments may be given.
 */
active: boolean, 
/**
 * Where the practitioner works; absent for all facilities.
 */
facility?: FacilityId, };
export type PractitionerId = string & { readonly __id: "PractitionerId" };
export type Preferences = { 
/**
 * `system`, `light`, `dark` or `contrast`.
 */
theme: string, 
/**
 * `compact`, `normal` or `roomy`.
 */
density: string, 
/**
 * Language of the screen, BCP 47: `en`, `ar`.
 */
language: string, 
/**
 * Whether keys of a single character (`/`, `?`, `N`) do something (WCAG 2.2, 2.1.4).
 */
single_keys: boolean, };
export type PreferencesRequest = Record<symbol, never>;
export type PreviewInvoiceLines = { invoice: InvoiceId, lines: Array<InvoiceLine>, };
export type PrintDocument = { 
/**
 * Which.
 */
document: PaperDocument, 
/**
 * Language of the paper.
 */
language: string, 
/**
 * The printer's name; the system's usual one when absent.
 */
printer?: string, };
export type PrintedView = { printer: string, job: string, };
export type PrintersRequest = Record<symbol, never>;
export type PrintersView = { 
/**
 * Names, the usual one first.
 */
printers: Array<string>, };
export type ProviderStanding = "ready" | "needs_server" | "unreachable";
export type RebookAttention = { item: AttentionId, 
/**
 * Id of the new appointment.
 */
appointment: AppointmentId, practitioner: PractitionerId, room?: RoomId, date: LocalDate, start: LocalTime, minutes: number, };
export type RecentPatients = { 
/**
 * How many at most.
 */
limit: number, };
export type RecordAllergy = { id: AllergyId, patient: PatientId, substance: string, reaction: string, criticality: AllergyCriticality, };
export type RecordCoverage = { id: CoverageId, patient: PatientId, payer: string, member_number: string, plan: string, from?: LocalDate, to?: LocalDate, };
export type RecordVersion = { id: string, version: number, };
export type RecoveryCodes = { codes: Array<string>, };
export type RecoveryKey = { 
/**
 * 160 random bits, in groups of four.
 */
code: string, };
export type RefusedChange = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The command's name.
 */
command: string, 
/**
 * The command's request.
 */
request: unknown, 
/**
 * Who asked.
 */
person: PersonId, 
/**
 * On which workstation.
 */
device: DeviceId, 
/**
 * When, by that workstation's clock.
 */
recorded_at: Instant, 
/**
 * The refusal's code.
 */
code: string, 
/**
 * The refusal's data.
 */
data: unknown, };
export type RegisterHere = { 
/**
 * The patient, whom this workstation need not hold.
 */
patient: PatientId, 
/**
 * Why.
 */
reason: string, };
export type RegisterPatient = { id: PatientId, name: HumanName, other_name?: HumanName, birth_date?: BirthDate, sex: Sex, national_number?: string, phone?: string, second_phone?: string, email?: string, address?: Address, language?: string, emergency_contact?: EmergencyContact, 
/**
 * The possible duplicates that the person was shown before registering. Whoever else turns out to be
 * very likely the same person is put on the worklist; absent, nobody is looked for.
 */
seen_duplicates?: Array<PatientId>, };
export type RejoinServer = { 
/**
 * The enrolment code that an administrator gave.
 */
code: string, };
export type ReleaseMonitor = { assignment: MonitorAssignmentId, };
export type RescueCache = Record<symbol, never>;
export type ResetSignIn = { 
/**
 * Whose; never one's own.
 */
person: PersonId, 
/**
 * Verifier of the code.
 */
verifier: string, 
/**
 * Until when it admits.
 */
activation_until: Instant, 
/**
 * Whether the second factor goes too, because the telephone is gone.
 */
without_second_factor: boolean, };
export type RestrictRecord = { 
/**
 * Whose record.
 */
patient: PatientId, 
/**
 * Why.
 */
label: RestrictionLabel, 
/**
 * Everybody who may open it from now on.
 */
entitled: Array<PersonId>, };
export type Restricted = { 
/**
 * Whose record.
 */
patient: PatientId, 
/**
 * Why it is restricted.
 */
label: RestrictionLabel, };
export type RestrictedRecordLine = { 
/**
 * Whose record.
 */
patient: PatientId, 
/**
 * Its number.
 */
record_number: string, 
/**
 * Who may open it, and why.
 */
restriction: Restriction, };
export type RestrictedRecordsRequest = Record<symbol, never>;
export type RestrictedRecordsView = { records: Array<RestrictedRecordLine>, };
export type Restriction = { 
/**
 * Why.
 */
label: RestrictionLabel, 
/**
 * Who may open the record: each once, in the order of their ids.
 */
entitled: Array<PersonId>, 
/**
 * Since when.
 */
since: Instant, 
/**
 * Who last said so.
 */
by: PersonId, };
export type RestrictionLabel = "vip" | "psychiatry" | "staff";
export type RetractAllergy = { allergy: AllergyId, reason: string, 
/**
 * What the changed fields were when the person began.
 */
was?: { [field: string]: unknown }, };
export type RetryUnlock = Record<symbol, never>;
export type ReturnByPin = { person: PersonId, pin: string, };
export type ReviewEmergencyAccess = { 
/**
 * Which access.
 */
access: EmergencyAccessId, 
/**
 * What was found.
 */
verdict: EmergencyVerdict, 
/**
 * Why; needed where it was not justified.
 */
words: string, };
export type RevokeWorkstation = { 
/**
 * Which.
 */
workstation: DeviceId, 
/**
 * Whether it is to destroy what it holds, once it has handed over what waits there.
 */
wipe: boolean, 
/**
 * The word without which nobody takes the workstation out at which they sit.
 */
this_one: boolean, };
export type Rhythm = "normal" | "bradycardia" | "tachycardia" | "atrial_fibrillation" | "ventricular_tachycardia" | "ventricular_fibrillation" | "asystole" | "paced" | "other";
export type Role = "reception" | "doctor" | "nurse" | "laboratory" | "pharmacy" | "billing" | "administrator";
export type RoleLine = { role: Role, permissions: Array<Permission>, };
export type Room = { 
/**
 * Its id.
 */
id: RoomId, 
/**
 * Its name on the door.
 */
name: string, };
export type RoomId = string & { readonly __id: "RoomId" };
export type RotateKey = { 
/**
 * The password of whoever asks.
 */
password: string, 
/**
 * The workstation's passphrase, where no keyring keeps the key.
 */
passphrase?: string, };
export type SampleRun = { 
/**
 * Index of the first.
 */
from: number, 
/**
 * How many.
 */
count: number, };
export type SaveAccessReport = { 
/**
 * Which report.
 */
report: AccessReportRequest, 
/**
 * The words over its columns, in the language of whoever gets it: when, who, role, workstation, what, why.
 */
headings: [string, string, string, string, string, string], 
/**
 * What roles are called.
 */
roles: { [key in Role]?: string }, 
/**
 * What commands are called.
 */
commands: { [key in string]: string }, 
/**
 * The language of the paper (BCP 47), for a PDF; absent for a table (CSV).
 */
paper?: string, };
export type SaveCustomRole = { 
/**
 * Which.
 */
id: CustomRoleId, 
/**
 * What the clinic calls it.
 */
name: string, 
/**
 * The role whose place it takes; it never becomes another.
 */
role: Role, 
/**
 * What it gives, with everything that this needs.
 */
permissions: Array<Permission>, 
/**
 * Whether it can be given to anybody.
 */
active: boolean, 
/**
 * What it gave when the person looked; absent for a new one.
 */
was?: Array<Permission>, };
export type SaveDocument = { 
/**
 * Which.
 */
document: PaperDocument, 
/**
 * Language of the paper.
 */
language: string, };
export type SaveDraft = { 
/**
 * Which form, and on what: `register_patient`, `edit_patient/<id>`.
 */
form: string, 
/**
 * The form's fields, as the screen keeps them.
 */
body: unknown, };
export type SavedView = { 
/**
 * Where.
 */
path: string, };
export type SearchElsewhere = { 
/**
 * What was typed; three characters at least.
 */
text: string, };
export type SearchPatients = { 
/**
 * What was typed.
 */
text: string, 
/**
 * How many at most, 1 to 100.
 */
limit: number, };
export type SecondFactorOffer = { 
/**
 * In base 32, for who types it.
 */
secret: string, 
/**
 * As a drawing, for who points a camera at it: SVG.
 */
drawing: string, };
export type SendSessionAway = { 
/**
 * Which.
 */
session: string, };
export type SeriesPurpose = "invoice" | "credit_note" | "receipt";
export type SeriesView = { 
/**
 * The letter code of the workstation.
 */
letters: string, 
/**
 * What the numbers are for.
 */
purpose: SeriesPurpose, 
/**
 * The lowest number that is used or void.
 */
first: string, 
/**
 * The highest one.
 */
last: string, 
/**
 * How many stand on a paper.
 */
used: number, 
/**
 * How many of those up to the last are neither used nor void.
 */
missing_count: number, 
/**
 * Where they are, the first 500 gaps of all series.
 */
missing: Array<MissingNumbers>, 
/**
 * The void ones, by number.
 */
voided: Array<VoidedNumberView>, };
export type Service = { 
/**
 * Its id.
 */
id: ServiceId, 
/**
 * Short code, such as `CONS20`.
 */
code: string, 
/**
 * Name, as printed.
 */
name: string, 
/**
 * Net price of one.
 */
price: Money, 
/**
 * Tax rate.
 */
tax_rate: TaxRate, 
/**
 * Usual length, minutes; zero for what takes no time of its own.
 */
minutes: number, 
/**
 * Whether it can still be chosen.
 */
active: boolean, };
export type ServiceId = string & { readonly __id: "ServiceId" };
export type SessionLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whose, in a list of everybody's.
 */
person?: PersonView, 
/**
 * At which workstation.
 */
device: DeviceId, 
/**
 * The letter code of that.
 */
workstation: string, 
/**
 * Where.
 */
facility: FacilityId, 
/**
 * Since when.
 */
begun_at: Instant, 
/**
 * When it was last gone on with.
 */
used_at: Instant, 
/**
 * When it ends, whatever is done.
 */
ends_at: Instant, 
/**
 * Whether it is the one that asks.
 */
own: boolean, };
export type SessionList = { sessions: Array<SessionLine>, };
export type SessionStateRequest = Record<symbol, never>;
export type SessionView = { "state": "trouble", 
/**
 * What is wrong.
 */
trouble: Trouble, 
/**
 * The folder that holds the data, so that it can be copied.
 */
folder: string, 
/**
 * Whether a recovery key would open it all the same.
 */
recovery: boolean, } | { "state": "choose_passphrase", 
/**
 * Why, such as `no_keyring`.
 */
keyring: KeyringState, } | { "state": "needs_passphrase" } & OpeningWays | { "state": "needs_server", 
/**
 * Why the last attempt failed, if there was one.
 */
failed?: Code, } | { "state": "preparing", 
/**
 * Records received so far.
 */
received: number, 
/**
 * Records in all, once the server has said.
 */
total?: number, 
/**
 * Whether the server answers.
 */
reachable: boolean, } | { "state": "locked", 
/**
 * Who may sign in here.
 */
people: Array<PersonView>, 
/**
 * The facility's name.
 */
facility: string, 
/**
 * Whoever signed in last here, to be offered first.
 */
last?: PersonId, 
/**
 * Who may come back by PIN.
 */
by_pin: Array<PersonId>, 
/**
 * Days until nobody can sign in here any more unless the server is heard, when that is soon.
 */
lease_days?: number, 
/**
 * Whether this is the demo clinic; then every password is `demo`.
 */
demo: boolean, } | { "state": "signed_in", 
/**
 * Who.
 */
person: PersonView, 
/**
 * What they may do.
 */
permissions: Array<Permission>, 
/**
 * Where.
 */
facility: Facility, 
/**
 * This workstation.
 */
device: DeviceId, 
/**
 * This workstation's letter code in number series, such as `A`.
 */
device_code: string, 
/**
 * After so many minutes without a key or the mouse the window is locked.
 */
lock_after_minutes: number, 
/**
 * Whether this is the demo clinic.
 */
demo: boolean, };
export type SetPassword = { 
/**
 * Its verifier.
 */
verifier: string, };
export type SetSecondFactor = { 
/**
 * What it is.
 */
factor?: unknown, };
export type SettleConflict = { item: AttentionId, choice: ConflictChoice, 
/**
 * What the field held when the person chose; refused when it holds something else by then.
 */
was: unknown, reason: string, };
export type Settlement = { "kind": "discarded", reason: string, } | { "kind": "rebooked", appointment: AppointmentId, } | { "kind": "chosen", choice: Choice, value: unknown, reason: string, };
export type Sex = "female" | "male" | "indeterminate" | "not_known";
export type SharingIncident = { 
/**
 * When it was found.
 */
at: Instant, 
/**
 * Of which kind.
 */
kind: Kind, 
/**
 * As the workstation held them.
 */
here: Array<RecordVersion>, 
/**
 * As the server held them.
 */
there: Array<RecordVersion>, };
export type SharingIncidentsRequest = Record<symbol, never>;
export type SharingIncidentsView = { incidents: Array<SharingIncident>, };
export type SharingStop = "server_too_old" | "workstation_too_old" | "workstation_copied" | "out_of_step" | "device_revoked" | "not_signed_in" | "server_not_proven";
export type SignIn = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their password.
 */
password: string, 
/**
 * The code of the second factor, or one from paper, once it was asked for.
 */
code?: string, };
export type SignInThroughProvider = { 
/**
 * Language of the page that the browser ends at: `en`, `ar`.
 */
language: string, };
export type Slot = { practitioner: PractitionerId, room?: RoomId, date: LocalDate, start: LocalTime, minutes: number, };
export type SlotLease = { 
/**
 * Its id.
 */
id: SlotLeaseId, 
/**
 * Whose time.
 */
practitioner: PractitionerId, 
/**
 * First instant.
 */
starts_at: Instant, 
/**
 * First instant after it.
 */
ends_at: Instant, 
/**
 * The workstation that holds it. One that joins again is another and holds nothing of before.
 */
device: DeviceId, 
/**
 * The letter code of that workstation, by which people know it.
 */
workstation: string, 
/**
 * When it was granted.
 */
granted_at: Instant, 
/**
 * By whom.
 */
granted_by: PersonId, 
/**
 * When it was ended before its time.
 */
ended_at?: Instant, 
/**
 * By whom; absent when it ended because its workstation may not share any more.
 */
ended_by?: PersonId, };
export type SlotLeaseId = string & { readonly __id: "SlotLeaseId" };
export type SlotTaken = { 
/**
 * What is taken.
 */
what: TakenBy, 
/**
 * By which appointment.
 */
by?: AppointmentId, 
/**
 * To which workstation it is leased, by its letter code.
 */
workstation?: string, 
/**
 * Free slots with the same practitioner, nearest to the time asked for first, five at most.
 */
offers: Array<Slot>, };
export type SpendRecoveryCode = { 
/**
 * SHA-256 of the code, as hexadecimal digits.
 */
digest: string, };
export type StateNoKnownAllergies = { patient: PatientId, };
export type Stretch = { from: LocalTime, to: LocalTime, };
export type SyncStatusRequest = Record<symbol, never>;
export type SyncStatusView = { 
/**
 * Whether the server answered last time.
 */
online: boolean, 
/**
 * Changes made here that the server has not confirmed.
 */
waiting: number, 
/**
 * When the oldest of them was made.
 */
waiting_since?: Instant, 
/**
 * When everything was last known to be shared.
 */
shared_at?: Instant, 
/**
 * When the server last answered.
 */
contact_at?: Instant, 
/**
 * Open items of *Needs attention* that the signed-in person may settle.
 */
attention: number, 
/**
 * Why sharing stands still until a person acts.
 */
stopped?: SharingStop, 
/**
 * Whether changes are handed in again that a restored server lacks.
 */
refilling: boolean, 
/**
 * How far the copy of the records is, while it is not known to be whole: until then a search may not
 * find everybody.
 */
copying?: CopyProgress, 
/**
 * Milliseconds that this computer's clock is ahead of the server's, when over two minutes.
 */
clock_ahead_ms?: number, };
export type Tag = "directory" | "patients" | "clinical" | "agenda" | "invoices" | "monitors" | "attention" | "emergency" | "session" | "sync" | "drafts" | "preferences" | "workstations" | "updates";
export type TakePayment = { id: PaymentId, invoice: InvoiceId, amount: Money, method: PaymentMethod, };
export type TakenBy = "practitioner" | "room" | "patient" | "hours" | "lease";
export type Takings = { method: PaymentMethod, amount: Money, };
export type TaxRate = number;
export type TaxTotal = { rate: TaxRate, net: Money, tax: Money, };
export type TrailTrouble = "gap" | "forked" | "changed";
export type TrendRow = { 
/**
 * Start of the interval.
 */
at: Instant, 
/**
 * Heart rate, /min.
 */
hr?: number, 
/**
 * Oxygen saturation, %.
 */
spo2?: number, 
/**
 * Respiration, /min.
 */
rr?: number, 
/**
 * Blood pressure, systolic, mmHg.
 */
sys?: number, 
/**
 * Blood pressure, diastolic, mmHg.
 */
dia?: number, };
export type Trouble = "key_missing" | "wrong_key" | "damaged" | "read_only" | "disk_full" | "in_use" | "too_new" | "wiped" | "other";
export type TroubledTrail = { 
/**
 * The workstation, by its letter code; absent for one that is not known.
 */
workstation?: string, 
/**
 * When it was first noticed.
 */
at: Instant, 
/**
 * What.
 */
trouble: TrailTrouble, };
export type Unit = "/min" | "%" | "Cel" | "mm[Hg]";
export type UnlinkIdentity = Record<symbol, never>;
export type UnlinkPerson = { 
/**
 * Whose; never one's own.
 */
person: PersonId, };
export type UnlinkProvider = { 
/**
 * The password.
 */
password?: string, 
/**
 * The PIN of this workstation, in place of the password.
 */
pin?: string, };
export type UnpaidByAge = { 
/**
 * How far they are past their day.
 */
age: DueAge, 
/**
 * How many invoices.
 */
count: number, 
/**
 * What is owed on them.
 */
due: Money, };
export type UnsettledField = { 
/**
 * Whose it is.
 */
patient: PatientId, 
/**
 * The item of *Needs attention* in which it is settled.
 */
item: AttentionId, 
/**
 * Whether this person may settle it.
 */
may_settle: boolean, 
/**
 * The kind of the record.
 */
kind: Kind, 
/**
 * The record.
 */
record: string, 
/**
 * The field, as it is written.
 */
field: string, 
/**
 * What the record holds now.
 */
current: unknown, 
/**
 * What was asked for besides.
 */
mine: unknown, 
/**
 * For a birth date: the age that follows from what was asked for, as in a list.
 */
mine_age?: Age, 
/**
 * Who asked for it, as shown.
 */
asked_by: string, 
/**
 * When.
 */
asked_at: Instant, };
export type UnsettledFieldsRequest = Record<symbol, never>;
export type UnsettledFieldsView = { fields: Array<UnsettledField>, };
export type Unusual = { "rule": "many_records", 
/**
 * On which day.
 */
day: LocalDate, 
/**
 * Who.
 */
person: PersonId, 
/**
 * How many patients' records.
 */
patients: number, 
/**
 * The middle of their other days.
 */
usual: number, } | { "rule": "without_reason", 
/**
 * On which day.
 */
day: LocalDate, 
/**
 * Who.
 */
person: PersonId, 
/**
 * Whose.
 */
patient: PatientId, } | { "rule": "outside_hours", 
/**
 * On which day.
 */
day: LocalDate, 
/**
 * Who.
 */
person: PersonId, 
/**
 * The first time.
 */
time: LocalTime, 
/**
 * How many patients' records.
 */
patients: number, };
export type UnusualAccessRequest = { 
/**
 * Of so many days up to today; 14 at most.
 */
days: number, };
export type UnusualAccessView = { found: Array<UnusualView>, 
/**
 * Whether there are more than these.
 */
more: boolean, };
export type UnusualView = { 
/**
 * What.
 */
unusual: Unusual, 
/**
 * The name of the person; absent for somebody who is not known.
 */
person_name?: string, 
/**
 * The patient, where it is about one whom the asker's facility holds.
 */
patient?: PatientSummary, };
export type UpdateStanding = { "state": "off", 
/**
 * Why.
 */
why: UpdatesOff, } | { "state": "unreachable" } | { "state": "current" } | { "state": "refused", 
/**
 * Why.
 */
code: Code, } | { "state": "offered", 
/**
 * What it is.
 */
update: OfferedUpdate, } | { "state": "fetching", 
/**
 * Which.
 */
version: string, 
/**
 * Bytes that have come.
 */
received: number, 
/**
 * Bytes in all.
 */
size: number, } | { "state": "installed", 
/**
 * Which.
 */
version: string, } | { "state": "handed_over", 
/**
 * Which.
 */
version: string, 
/**
 * The package.
 */
path: string, 
/**
 * What installs it, for a terminal.
 */
command: string, };
export type UpdateStateRequest = Record<symbol, never>;
export type UpdateView = { version: string, standing: UpdateStanding, };
export type UpdatesOff = "no_key" | "no_package";
export type Vital = "heart_rate" | "oxygen_saturation" | "respiration_rate" | "temperature";
export type VitalSign = { 
/**
 * Id of the new finding.
 */
id: ObservationId, 
/**
 * LOINC code; the closed list stands in `clinic::patients`. A wrong sign is named by it.
 */
code: string, 
/**
 * The value as measured.
 */
value: Decimal, 
/**
 * UCUM unit; must be the code's own.
 */
unit: string, };
export type VitalsTrendRequest = { 
/**
 * The monitor.
 */
monitor: string, 
/**
 * How many hours back, 1 to 72.
 */
hours: number, 
/**
 * Whether the screen is dark.
 */
dark: boolean, 
/**
 * Width in CSS pixels, 200 to 4,000.
 */
width: number, 
/**
 * Height in CSS pixels, 120 to 2,000.
 */
height: number, 
/**
 * Language of the words in it: `en`, `ar`; English when absent.
 */
language?: string, };
export type VitalsTrendView = { svg: string, rows: Array<TrendRow>, };
export type VoidedNumber = { 
/**
 * Its id. It follows from the number, so that a number is voided once.
 */
id: VoidedNumberId, 
/**
 * The number, such as `A-000017`.
 */
number: string, 
/**
 * What it was allotted for.
 */
purpose: SeriesPurpose, 
/**
 * The refused change.
 */
change: ChangeId, 
/**
 * Who asked for it.
 */
person: PersonId, 
/**
 * On which workstation.
 */
device: DeviceId, 
/**
 * When, by that workstation's clock.
 */
recorded_at: Instant, 
/**
 * When it was voided, by the server's clock.
 */
voided_at: Instant, 
/**
 * The refusal's code.
 */
code: string, };
export type VoidedNumberId = string & { readonly __id: "VoidedNumberId" };
export type VoidedNumberView = { 
/**
 * The record.
 */
voided: VoidedNumber, 
/**
 * Who asked for it, as printed.
 */
person: string, };
export type WardBed = { 
/**
 * The monitor as it stands.
 */
monitor: MonitorView, 
/**
 * Whom it watches, and where; absent while it watches nobody.
 */
assignment?: MonitorAssignment, 
/**
 * That patient; absent where the record is closed to whoever asks.
 */
patient?: PatientSummary, };
export type WardBoardRequest = Record<symbol, never>;
export type WardBoardView = { 
/**
 * The beds, by name; unassigned monitors last.
 */
beds: Array<WardBed>, 
/**
 * The connection to the broker.
 */
link: LinkView, 
/**
 * When alarms were last looked at. More than 2 s ago means that alarms are not working.
 */
checked_at: Instant, 
/**
 * Messages that belong to no monitor.
 */
strays: Array<MessageCount>, };
export type WatchWaves = { monitors: Array<string>, };
export type WaveBatch = { 
/**
 * The pieces, oldest first.
 */
chunks: Array<WaveChunk>, };
export type WaveChannel = "ecg_i" | "ecg_ii" | "ecg_iii" | "ecg_v" | "ecg_mcl1" | "pleth" | "resp" | "abp";
export type WaveChunk = { 
/**
 * The monitor.
 */
monitor: MonitorId, 
/**
 * The waveform.
 */
channel: WaveChannel, 
/**
 * Number of the first sample in the channel's stream. Where it does not follow on from the
 * chunk before, the samples between are missing.
 */
start: number, 
/**
 * When the first sample was measured.
 */
t0: Instant, 
/**
 * Samples a second, in thousandths.
 */
rate_mhz: number, 
/**
 * Counts per unit.
 */
gain: number, 
/**
 * The count that means zero.
 */
baseline: number, 
/**
 * The physical unit as the monitor names it.
 */
unit: string, 
/**
 * The counts; a missing one stands as 0 and lies in no run of `valid`.
 */
samples: Array<number>, 
/**
 * Where the samples are real, in order. A line must not join two runs.
 */
valid: Array<SampleRun>, 
/**
 * Whether a simulated monitor sent them.
 */
simulated: boolean, };
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
export type WithdrawInvitation = { 
/**
 * Which.
 */
invitation: string, };
export type WorkingHours = { 
/**
 * The day.
 */
weekday: Weekday, 
/**
 * First minute of work.
 */
from: LocalTime, 
/**
 * First minute after work.
 */
to: LocalTime, 
/**
 * Pauses, inside the stretch.
 */
breaks: Array<Break>, };
export type WorkstationInvited = { 
/**
 * The code, and behind an `@` what the server is known by.
 */
line: string, 
/**
 * Where the server is, as the workstation that asks reaches it: it fills this in.
 */
address: string, 
/**
 * Until when it admits.
 */
until: Instant, };
export type WorkstationLine = { 
/**
 * Its id.
 */
id: DeviceId, 
/**
 * Its letter code.
 */
letters: string, 
/**
 * The name that its computer has.
 */
name: string, 
/**
 * How it stands.
 */
state: WorkstationState, 
/**
 * When it joined.
 */
joined_at: Instant, 
/**
 * With what.
 */
joined_with: JoinedWith, 
/**
 * When it was last heard, to some minutes; absent for one that was not since that is written down.
 */
heard_at?: Instant, 
/**
 * For how many whole days it has not been heard.
 */
silent_days?: number, 
/**
 * After how many more days nobody can sign in there any more, unless it is heard before; 0 when nobody can.
 */
locks_in_days?: number, 
/**
 * The protocol that it spoke when it was last heard.
 */
protocol?: number, 
/**
 * Whether that is older than the server's.
 */
outdated: boolean, 
/**
 * Its changes that the server holds and could not judge yet. What waits there, the server cannot know.
 */
held: number, 
/**
 * Its changes that it handed over unjudged, because it may not share.
 */
handed_over: number, 
/**
 * Where its copy was found to differ from the server's records, and mended; the newest first, and none for who may
 * not see it.
 */
incidents: Array<SharingIncident>, 
/**
 * When its leave to share was taken; absent when that was before it was written down.
 */
revoked_at?: Instant, 
/**
 * Who took it; absent for the server's command line.
 */
revoked_by?: string, 
/**
 * When it said that it has destroyed what it held.
 */
wiped_at?: Instant, 
/**
 * Whether it is the one that asks.
 */
own: boolean, };
export type WorkstationListRequest = Record<symbol, never>;
export type WorkstationListView = { workstations: Array<WorkstationLine>, invitations: Array<InvitationLine>, };
export type WorkstationState = "active" | "revoked" | "to_be_wiped" | "wiped";
export type Zone = string;

export interface Commands {
  directory: { request: DirectoryRequest; response: DirectoryView };
  people_list: { request: PeopleListRequest; response: PeopleListView };
  invite_person: { request: InvitePerson; response: Done };
  change_person: { request: ChangePerson; response: Done };
  reset_sign_in: { request: ResetSignIn; response: Done };
  custom_roles: { request: CustomRolesRequest; response: CustomRolesView };
  save_custom_role: { request: SaveCustomRole; response: Done };
  set_password: { request: SetPassword; response: Done };
  set_second_factor: { request: SetSecondFactor; response: Done };
  spend_recovery_code: { request: SpendRecoveryCode; response: Done };
  link_identity: { request: LinkIdentity; response: Done };
  unlink_identity: { request: UnlinkIdentity; response: Done };
  unlink_person: { request: UnlinkPerson; response: Done };
  register_here: { request: RegisterHere; response: Done };
  end_care_here: { request: EndCareHere; response: Done };
  search_patients: { request: SearchPatients; response: PatientSearchView };
  possible_duplicates: { request: PossibleDuplicates; response: DuplicatesView };
  unsettled_fields: { request: UnsettledFieldsRequest; response: UnsettledFieldsView };
  patient_page: { request: PatientPageRequest; response: PatientPageView };
  register_patient: { request: RegisterPatient; response: PatientSummary };
  edit_patient: { request: EditPatient; response: PatientSummary };
  record_allergy: { request: RecordAllergy; response: Done };
  retract_allergy: { request: RetractAllergy; response: Done };
  state_no_known_allergies: { request: StateNoKnownAllergies; response: Done };
  record_coverage: { request: RecordCoverage; response: Done };
  end_coverage: { request: EndCoverage; response: Done };
  chart_vitals: { request: ChartVitals; response: Done };
  restrict_record: { request: RestrictRecord; response: Done };
  lift_restriction: { request: LiftRestriction; response: Done };
  break_glass: { request: BreakGlass; response: Done };
  end_emergency_access: { request: EndEmergencyAccess; response: Done };
  review_emergency_access: { request: ReviewEmergencyAccess; response: Done };
  emergency_access_list: { request: EmergencyAccessListRequest; response: EmergencyAccessListView };
  restricted_records: { request: RestrictedRecordsRequest; response: RestrictedRecordsView };
  agenda_day: { request: AgendaDayRequest; response: AgendaDayView };
  agenda_week: { request: AgendaWeekRequest; response: AgendaWeekView };
  free_slots: { request: FreeSlotsRequest; response: FreeSlotsView };
  book_appointment: { request: BookAppointment; response: AppointmentView };
  move_appointment: { request: MoveAppointment; response: AppointmentView };
  cancel_appointment: { request: CancelAppointment; response: AppointmentView };
  advance_appointment: { request: AdvanceAppointment; response: AppointmentView };
  describe_appointment: { request: DescribeAppointment; response: AppointmentView };
  lease_slots: { request: LeaseSlots; response: LeaseView };
  end_slot_lease: { request: EndSlotLease; response: Done };
  invoice_list: { request: InvoiceListRequest; response: InvoiceListView };
  billing_overview: { request: BillingOverviewRequest; response: BillingOverviewView };
  invoice: { request: InvoiceRequest; response: InvoiceView };
  number_series: { request: NumberSeriesRequest; response: NumberSeriesView };
  preview_invoice_lines: { request: PreviewInvoiceLines; response: InvoicePreviewView };
  draft_invoice: { request: DraftInvoice; response: InvoiceView };
  edit_invoice_lines: { request: EditInvoiceLines; response: InvoiceView };
  discard_invoice: { request: DiscardInvoice; response: Done };
  issue_invoice: { request: IssueInvoice; response: InvoiceView };
  take_payment: { request: TakePayment; response: InvoiceView };
  credit_invoice: { request: CreditInvoice; response: InvoiceView };
  monitor_assignments: { request: MonitorAssignmentsRequest; response: MonitorAssignmentsView };
  assign_monitor: { request: AssignMonitor; response: Done };
  release_monitor: { request: ReleaseMonitor; response: Done };
  acknowledge_alarm: { request: AcknowledgeAlarm; response: Done };
  attention_list: { request: AttentionListRequest; response: AttentionListView };
  discard_attention: { request: DiscardAttention; response: Done };
  settle_conflict: { request: SettleConflict; response: Done };
  rebook_attention: { request: RebookAttention; response: Done };
  session_state: { request: SessionStateRequest; response: SessionView };
  give_passphrase: { request: GivePassphrase; response: SessionView };
  open_by_password: { request: OpenByPassword; response: SessionView };
  open_by_recovery: { request: OpenByRecovery; response: SessionView };
  retry_unlock: { request: RetryUnlock; response: SessionView };
  join_server: { request: JoinServer; response: SessionView };
  rejoin_server: { request: RejoinServer; response: SyncStatusView };
  rescue_cache: { request: RescueCache; response: SessionView };
  sign_in: { request: SignIn; response: SessionView };
  activate: { request: Activate; response: SessionView };
  return_by_pin: { request: ReturnByPin; response: SessionView };
  identity_provider: { request: IdentityProviderRequest; response: IdentityProviderView };
  sign_in_through_provider: { request: SignInThroughProvider; response: SessionView };
  cancel_provider_sign_in: { request: CancelProviderSignIn; response: Done };
  lock: { request: Lock; response: SessionView };
  sync_status: { request: SyncStatusRequest; response: SyncStatusView };
  active_alarms: { request: ActiveAlarmsRequest; response: ActiveAlarmsView };
  account: { request: AccountRequest; response: AccountView };
  change_password: { request: ChangePassword; response: Done };
  choose_pin: { request: ChoosePin; response: Done };
  begin_second_factor: { request: BeginSecondFactor; response: SecondFactorOffer };
  confirm_second_factor: { request: ConfirmSecondFactor; response: RecoveryCodes };
  end_second_factor: { request: EndSecondFactor; response: Done };
  link_provider: { request: LinkProvider; response: Done };
  unlink_provider: { request: UnlinkProvider; response: Done };
  open_in_emergency: { request: OpenInEmergency; response: Done };
  make_activation: { request: MakeActivation; response: Activation };
  key_care: { request: KeyCareRequest; response: KeyCareView };
  make_recovery_key: { request: MakeRecoveryKey; response: RecoveryKey };
  change_passphrase: { request: ChangePassphrase; response: KeyCareView };
  ask_at_start: { request: AskAtStart; response: KeyCareView };
  rotate_key: { request: RotateKey; response: SessionView };
  search_elsewhere: { request: SearchElsewhere; response: ElsewhereView };
  recent_patients: { request: RecentPatients; response: PatientSearchView };
  get_preferences: { request: PreferencesRequest; response: Preferences };
  set_preferences: { request: Preferences; response: Preferences };
  drafts: { request: DraftsRequest; response: DraftsView };
  save_draft: { request: SaveDraft; response: Done };
  discard_draft: { request: DiscardDraft; response: Done };
  ward_board: { request: WardBoardRequest; response: WardBoardView };
  watch_waves: { request: WatchWaves; response: Done };
  vitals_trend: { request: VitalsTrendRequest; response: VitalsTrendView };
  document: { request: DocumentRequest; response: DocumentView };
  print_document: { request: PrintDocument; response: PrintedView };
  save_document: { request: SaveDocument; response: SavedView };
  sharing_incidents: { request: SharingIncidentsRequest; response: SharingIncidentsView };
  printers: { request: PrintersRequest; response: PrintersView };
  audit_trail: { request: AuditTrailRequest; response: AuditTrailView };
  access_report: { request: AccessReportRequest; response: AccessReportView };
  save_access_report: { request: SaveAccessReport; response: SavedView };
  unusual_access: { request: UnusualAccessRequest; response: UnusualAccessView };
  workstation_list: { request: WorkstationListRequest; response: WorkstationListView };
  invite_workstation: { request: AskToInvite; response: WorkstationInvited };
  withdraw_invitation: { request: WithdrawInvitation; response: Done };
  revoke_workstation: { request: AskToRevoke; response: Done };
  own_sessions: { request: OwnSessionsRequest; response: SessionList };
  all_sessions: { request: AllSessionsRequest; response: SessionList };
  send_session_away: { request: SendSessionAway; response: Done };
  update_state: { request: UpdateStateRequest; response: UpdateView };
  install_update: { request: InstallUpdate; response: UpdateView };
}

export const effects: { readonly [C in keyof Commands]: { readonly kind: "reads" | "changes" | "local"; readonly tags: readonly Tag[] } } = {
  directory: { kind: "reads", tags: ["directory"] },
  people_list: { kind: "reads", tags: ["directory"] },
  invite_person: { kind: "changes", tags: ["directory"] },
  change_person: { kind: "changes", tags: ["directory", "session"] },
  reset_sign_in: { kind: "changes", tags: ["directory", "session"] },
  custom_roles: { kind: "reads", tags: ["directory"] },
  save_custom_role: { kind: "changes", tags: ["directory", "session"] },
  set_password: { kind: "changes", tags: ["directory", "session"] },
  set_second_factor: { kind: "changes", tags: ["directory", "session"] },
  spend_recovery_code: { kind: "changes", tags: ["directory", "session"] },
  link_identity: { kind: "changes", tags: ["directory", "session"] },
  unlink_identity: { kind: "changes", tags: ["directory", "session"] },
  unlink_person: { kind: "changes", tags: ["directory", "session"] },
  register_here: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "attention"] },
  end_care_here: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "attention"] },
  search_patients: { kind: "reads", tags: ["patients", "attention"] },
  possible_duplicates: { kind: "reads", tags: ["patients"] },
  unsettled_fields: { kind: "reads", tags: ["attention", "patients", "clinical"] },
  patient_page: { kind: "reads", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention"] },
  register_patient: { kind: "changes", tags: ["patients", "attention"] },
  edit_patient: { kind: "changes", tags: ["patients", "agenda", "invoices", "monitors", "attention"] },
  record_allergy: { kind: "changes", tags: ["clinical"] },
  retract_allergy: { kind: "changes", tags: ["clinical", "attention"] },
  state_no_known_allergies: { kind: "changes", tags: ["clinical"] },
  record_coverage: { kind: "changes", tags: ["patients"] },
  end_coverage: { kind: "changes", tags: ["patients", "attention"] },
  chart_vitals: { kind: "changes", tags: ["clinical"] },
  restrict_record: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention", "emergency"] },
  lift_restriction: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention", "emergency"] },
  break_glass: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention", "emergency"] },
  end_emergency_access: { kind: "changes", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention", "emergency"] },
  review_emergency_access: { kind: "changes", tags: ["emergency"] },
  emergency_access_list: { kind: "reads", tags: ["emergency", "directory"] },
  restricted_records: { kind: "reads", tags: ["patients", "emergency"] },
  agenda_day: { kind: "reads", tags: ["agenda", "patients", "invoices"] },
  agenda_week: { kind: "reads", tags: ["agenda", "patients", "invoices"] },
  free_slots: { kind: "reads", tags: ["agenda"] },
  book_appointment: { kind: "changes", tags: ["agenda"] },
  move_appointment: { kind: "changes", tags: ["agenda"] },
  cancel_appointment: { kind: "changes", tags: ["agenda"] },
  advance_appointment: { kind: "changes", tags: ["agenda"] },
  describe_appointment: { kind: "changes", tags: ["agenda"] },
  lease_slots: { kind: "changes", tags: ["agenda"] },
  end_slot_lease: { kind: "changes", tags: ["agenda"] },
  invoice_list: { kind: "reads", tags: ["invoices", "patients"] },
  billing_overview: { kind: "reads", tags: ["invoices"] },
  invoice: { kind: "reads", tags: ["invoices", "patients"] },
  number_series: { kind: "reads", tags: ["invoices", "directory"] },
  preview_invoice_lines: { kind: "reads", tags: [] },
  draft_invoice: { kind: "changes", tags: ["invoices", "agenda"] },
  edit_invoice_lines: { kind: "changes", tags: ["invoices"] },
  discard_invoice: { kind: "changes", tags: ["invoices", "agenda"] },
  issue_invoice: { kind: "changes", tags: ["invoices"] },
  take_payment: { kind: "changes", tags: ["invoices"] },
  credit_invoice: { kind: "changes", tags: ["invoices", "agenda"] },
  monitor_assignments: { kind: "reads", tags: ["monitors", "patients"] },
  assign_monitor: { kind: "changes", tags: ["monitors"] },
  release_monitor: { kind: "changes", tags: ["monitors"] },
  acknowledge_alarm: { kind: "changes", tags: ["monitors"] },
  attention_list: { kind: "reads", tags: ["attention", "agenda", "patients", "clinical"] },
  discard_attention: { kind: "changes", tags: ["attention"] },
  settle_conflict: { kind: "changes", tags: ["attention", "patients", "clinical", "agenda", "invoices", "monitors"] },
  rebook_attention: { kind: "changes", tags: ["attention", "agenda"] },
  session_state: { kind: "local", tags: ["session"] },
  give_passphrase: { kind: "local", tags: ["session"] },
  open_by_password: { kind: "local", tags: ["session", "preferences", "drafts"] },
  open_by_recovery: { kind: "local", tags: ["session"] },
  retry_unlock: { kind: "local", tags: ["session"] },
  join_server: { kind: "local", tags: ["session"] },
  rejoin_server: { kind: "local", tags: ["session", "sync"] },
  rescue_cache: { kind: "local", tags: ["session"] },
  sign_in: { kind: "local", tags: ["session", "preferences", "drafts"] },
  activate: { kind: "local", tags: ["session", "preferences", "drafts"] },
  return_by_pin: { kind: "local", tags: ["session", "preferences", "drafts"] },
  identity_provider: { kind: "local", tags: ["session", "sync"] },
  sign_in_through_provider: { kind: "local", tags: ["session", "preferences", "drafts"] },
  cancel_provider_sign_in: { kind: "local", tags: [] },
  lock: { kind: "local", tags: ["session"] },
  sync_status: { kind: "local", tags: ["sync", "attention"] },
  active_alarms: { kind: "local", tags: ["monitors"] },
  account: { kind: "local", tags: ["session", "directory"] },
  change_password: { kind: "local", tags: ["session", "directory"] },
  choose_pin: { kind: "local", tags: ["session"] },
  begin_second_factor: { kind: "local", tags: [] },
  confirm_second_factor: { kind: "local", tags: ["session", "directory"] },
  end_second_factor: { kind: "local", tags: ["session", "directory"] },
  link_provider: { kind: "local", tags: ["session", "directory"] },
  unlink_provider: { kind: "local", tags: ["session", "directory"] },
  open_in_emergency: { kind: "local", tags: ["patients", "clinical", "agenda", "invoices", "monitors", "attention", "emergency"] },
  make_activation: { kind: "local", tags: [] },
  key_care: { kind: "local", tags: ["session"] },
  make_recovery_key: { kind: "local", tags: ["session"] },
  change_passphrase: { kind: "local", tags: ["session"] },
  ask_at_start: { kind: "local", tags: ["session"] },
  rotate_key: { kind: "local", tags: ["session"] },
  search_elsewhere: { kind: "local", tags: [] },
  recent_patients: { kind: "local", tags: ["patients"] },
  get_preferences: { kind: "local", tags: ["preferences"] },
  set_preferences: { kind: "local", tags: ["preferences"] },
  drafts: { kind: "local", tags: ["drafts"] },
  save_draft: { kind: "local", tags: ["drafts"] },
  discard_draft: { kind: "local", tags: ["drafts"] },
  ward_board: { kind: "local", tags: ["monitors", "patients"] },
  watch_waves: { kind: "local", tags: [] },
  vitals_trend: { kind: "local", tags: [] },
  document: { kind: "local", tags: ["invoices", "patients", "attention"] },
  print_document: { kind: "local", tags: [] },
  save_document: { kind: "local", tags: [] },
  sharing_incidents: { kind: "local", tags: ["sync"] },
  printers: { kind: "local", tags: [] },
  audit_trail: { kind: "local", tags: [] },
  access_report: { kind: "local", tags: [] },
  save_access_report: { kind: "local", tags: [] },
  unusual_access: { kind: "local", tags: [] },
  workstation_list: { kind: "local", tags: ["workstations"] },
  invite_workstation: { kind: "local", tags: ["workstations"] },
  withdraw_invitation: { kind: "local", tags: ["workstations"] },
  revoke_workstation: { kind: "local", tags: ["workstations"] },
  own_sessions: { kind: "local", tags: ["workstations"] },
  all_sessions: { kind: "local", tags: ["workstations"] },
  send_session_away: { kind: "local", tags: ["workstations"] },
  update_state: { kind: "local", tags: ["updates"] },
  install_update: { kind: "local", tags: ["updates"] },
};

export const codes: readonly Code[] = ["bad_request", "unknown_command", "not_signed_in", "not_permitted", "not_found", "invalid_fields", "changed_meanwhile", "internal", "allergies_recorded", "already_in_error", "record_restricted", "only_on_screen", "widens_own", "own_access", "slot_taken", "slot_leased", "outside_hours", "time_does_not_exist", "in_the_past", "status_not_allowed", "not_a_draft", "not_issued", "already_credited", "no_lines", "more_than_due", "amount_out_of_range", "already_invoiced", "monitor_in_use", "value_not_live", "already_settled", "server_too_old", "workstation_too_old", "too_large", "sequence_gap", "workstation_copied", "device_revoked", "server_restored", "cursor_expired", "server_busy", "server_not_proven", "facility_needed", "only_facility", "still_expected", "own_account", "last_administrator", "no_such_role", "own_role", "role_held", "works_elsewhere", "password_not_taken", "password_to_be_chosen", "activation_expired", "second_factor_needed", "wrong_code", "wrong_pin", "pin_not_enough", "keyring_silent", "recovery_key_needed", "clock_set_back", "lease_expired", "provider_unreachable", "identity_not_proven", "identity_not_linked", "identity_taken", "account_disabled", "account_pending", "sign_in_not_finished", "browser_silent", "wrong_password", "person_not_proven", "too_many_attempts", "cache_unavailable", "disk_full", "disk_read_only", "printing_failed", "saving_failed", "server_unreachable", "update_not_trusted", "update_not_newer", "update_damaged", "update_not_written"];
