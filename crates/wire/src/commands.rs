//! The command table: everything a person can do, declared once.
//!
//! From it follow the dispatchers (`workflows::dispatch`, `workstation::local`), the TypeScript types,
//! the cache tags and the permission that is checked before a command runs.

use clinic::access::Permission;

use crate::tags::Tag;

/// How a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// Reads records; never goes to the outbox.
    Reads,
    /// Changes records: at once here, and again on the server.
    Changes,
    /// Concerns this workstation alone.
    Local,
}

impl CommandKind {
    /// The word in the table and in TypeScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Changes => "changes",
            Self::Local => "local",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name: the function, the file, the span and the message all carry it.
    pub name: &'static str,
    /// How it runs.
    pub kind: CommandKind,
    /// What one must hold to run it; `None` only for what must work before anybody is signed in.
    pub permission: Option<Permission>,
    /// What it shows, or what it touches.
    pub tags: &'static [Tag],
}

/// Shared commands that a window never asks for by name: the core does, after it has looked at a password.
pub const BEHIND: [&str; 6] = [
    "set_password",
    "set_second_factor",
    "spend_recovery_code",
    "link_identity",
    "unlink_identity",
    "break_glass",
];

impl Command {
    /// The row of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|command| command.name == name)
    }
}

/// Hands the table of shared commands to a macro, which makes of it what it needs.
///
/// `module::name(Request) -> Response => reads|changes [Tags] needs Permission;`
#[macro_export]
macro_rules! with_commands {
    ($callback:ident) => {
        $callback! {
            directory::directory(DirectoryRequest) -> DirectoryView => reads [Directory] needs UseWorkstation;

            people::people_list(PeopleListRequest) -> PeopleListView => reads [Directory] needs ManagePeople;
            people::invite_person(InvitePerson) -> Done => changes [Directory] needs ManagePeople;
            people::change_person(ChangePerson) -> Done => changes [Directory, Session] needs ManagePeople;
            people::reset_sign_in(ResetSignIn) -> Done => changes [Directory, Session] needs ManagePeople;
            people::custom_roles(CustomRolesRequest) -> CustomRolesView => reads [Directory] needs ManagePeople;
            people::save_custom_role(SaveCustomRole) -> Done => changes [Directory, Session] needs ManagePeople;
            people::set_password(SetPassword) -> Done => changes [Directory, Session] needs UseWorkstation;
            people::set_second_factor(SetSecondFactor) -> Done => changes [Directory, Session] needs UseWorkstation;
            people::spend_recovery_code(SpendRecoveryCode) -> Done => changes [Directory, Session] needs UseWorkstation;
            people::link_identity(LinkIdentity) -> Done => changes [Directory, Session] needs UseWorkstation;
            people::unlink_identity(UnlinkIdentity) -> Done => changes [Directory, Session] needs UseWorkstation;
            people::unlink_person(UnlinkPerson) -> Done => changes [Directory, Session] needs ManagePeople;

            facilities::register_here(RegisterHere) -> Done => changes [Patients, Clinical, Agenda, Invoices, Attention] needs OpenPatients;
            facilities::end_care_here(EndCareHere) -> Done => changes [Patients, Clinical, Agenda, Invoices, Attention] needs RegisterPatients;

            patients::search_patients(SearchPatients) -> PatientSearchView => reads [Patients, Attention] needs FindPatients;
            patients::possible_duplicates(PossibleDuplicates) -> DuplicatesView => reads [Patients] needs FindPatients;
            patients::unsettled_fields(UnsettledFieldsRequest) -> UnsettledFieldsView => reads [Attention, Patients, Clinical] needs FindPatients;
            patients::patient_page(PatientPageRequest) -> PatientPageView => reads [Patients, Clinical, Agenda, Invoices, Monitors, Attention] needs OpenPatients;
            patients::register_patient(RegisterPatient) -> PatientSummary => changes [Patients, Attention] needs RegisterPatients;
            patients::edit_patient(EditPatient) -> PatientSummary => changes [Patients, Agenda, Invoices, Monitors, Attention] needs EditPatients;
            patients::record_allergy(RecordAllergy) -> Done => changes [Clinical] needs RecordAllergies;
            patients::retract_allergy(RetractAllergy) -> Done => changes [Clinical, Attention] needs RecordAllergies;
            patients::state_no_known_allergies(StateNoKnownAllergies) -> Done => changes [Clinical] needs RecordAllergies;
            patients::record_coverage(RecordCoverage) -> Done => changes [Patients] needs EditCoverage;
            patients::end_coverage(EndCoverage) -> Done => changes [Patients, Attention] needs EditCoverage;
            patients::chart_vitals(ChartVitals) -> Done => changes [Clinical] needs ChartVitals;

            restriction::restrict_record(RestrictRecord) -> Done => changes [Patients, Clinical, Agenda, Invoices, Monitors, Attention, Emergency] needs RestrictRecords;
            restriction::lift_restriction(LiftRestriction) -> Done => changes [Patients, Clinical, Agenda, Invoices, Monitors, Attention, Emergency] needs LiftRestrictions;
            restriction::break_glass(BreakGlass) -> Done => changes [Patients, Clinical, Agenda, Invoices, Monitors, Attention, Emergency] needs BreakGlass;
            restriction::end_emergency_access(EndEmergencyAccess) -> Done => changes [Patients, Clinical, Agenda, Invoices, Monitors, Attention, Emergency] needs BreakGlass;
            restriction::review_emergency_access(ReviewEmergencyAccess) -> Done => changes [Emergency] needs ReviewEmergencyAccess;
            restriction::emergency_access_list(EmergencyAccessListRequest) -> EmergencyAccessListView => reads [Emergency, Directory] needs ReviewEmergencyAccess;
            restriction::restricted_records(RestrictedRecordsRequest) -> RestrictedRecordsView => reads [Patients, Emergency] needs ReviewEmergencyAccess;

            agenda::agenda_day(AgendaDayRequest) -> AgendaDayView => reads [Agenda, Patients, Invoices] needs SeeAgenda;
            agenda::agenda_week(AgendaWeekRequest) -> AgendaWeekView => reads [Agenda, Patients, Invoices] needs SeeAgenda;
            agenda::free_slots(FreeSlotsRequest) -> FreeSlotsView => reads [Agenda] needs SeeAgenda;
            agenda::book_appointment(BookAppointment) -> AppointmentView => changes [Agenda] needs BookAppointments;
            agenda::move_appointment(MoveAppointment) -> AppointmentView => changes [Agenda] needs BookAppointments;
            agenda::cancel_appointment(CancelAppointment) -> AppointmentView => changes [Agenda] needs BookAppointments;
            agenda::advance_appointment(AdvanceAppointment) -> AppointmentView => changes [Agenda] needs AdvanceAppointments;
            agenda::describe_appointment(DescribeAppointment) -> AppointmentView => changes [Agenda] needs AdvanceAppointments;
            agenda::lease_slots(LeaseSlots) -> LeaseView => changes [Agenda] needs LeaseSlots;
            agenda::end_slot_lease(EndSlotLease) -> Done => changes [Agenda] needs LeaseSlots;

            billing::invoice_list(InvoiceListRequest) -> InvoiceListView => reads [Invoices, Patients] needs SeeInvoices;
            billing::billing_overview(BillingOverviewRequest) -> BillingOverviewView => reads [Invoices] needs SeeInvoices;
            billing::invoice(InvoiceRequest) -> InvoiceView => reads [Invoices, Patients] needs SeeInvoices;
            billing::number_series(NumberSeriesRequest) -> NumberSeriesView => reads [Invoices, Directory] needs SeeNumberSeries;
            billing::preview_invoice_lines(PreviewInvoiceLines) -> InvoicePreviewView => reads [] needs IssueInvoices;
            billing::draft_invoice(DraftInvoice) -> InvoiceView => changes [Invoices, Agenda] needs IssueInvoices;
            billing::edit_invoice_lines(EditInvoiceLines) -> InvoiceView => changes [Invoices] needs IssueInvoices;
            billing::discard_invoice(DiscardInvoice) -> Done => changes [Invoices, Agenda] needs IssueInvoices;
            billing::issue_invoice(IssueInvoice) -> InvoiceView => changes [Invoices] needs IssueInvoices;
            billing::take_payment(TakePayment) -> InvoiceView => changes [Invoices] needs TakePayments;
            billing::credit_invoice(CreditInvoice) -> InvoiceView => changes [Invoices, Agenda] needs CreditInvoices;

            monitoring::monitor_assignments(MonitorAssignmentsRequest) -> MonitorAssignmentsView => reads [Monitors, Patients] needs WatchMonitors;
            monitoring::assign_monitor(AssignMonitor) -> Done => changes [Monitors] needs AssignMonitors;
            monitoring::release_monitor(ReleaseMonitor) -> Done => changes [Monitors] needs AssignMonitors;
            monitoring::acknowledge_alarm(AcknowledgeAlarm) -> Done => changes [Monitors] needs AcknowledgeAlarms;

            attention::attention_list(AttentionListRequest) -> AttentionListView => reads [Attention, Agenda, Patients, Clinical] needs SettleAttention;
            attention::discard_attention(DiscardAttention) -> Done => changes [Attention] needs SettleAttention;
            attention::settle_conflict(SettleConflict) -> Done => changes [Attention, Patients, Clinical, Agenda, Invoices, Monitors] needs SettleAttention;
            attention::rebook_attention(RebookAttention) -> Done => changes [Attention, Agenda] needs SettleAttention;
        }
    };
}

/// Hands the table of local commands to a macro.
///
/// `name(Request) -> Response => [Tags] needs Permission;` or `open` for what runs before sign-in.
#[macro_export]
macro_rules! with_local_commands {
    ($callback:ident) => {
        $callback! {
            session_state(SessionStateRequest) -> SessionView => [Session] open;
            give_passphrase(GivePassphrase) -> SessionView => [Session] open;
            open_by_password(OpenByPassword) -> SessionView => [Session, Preferences, Drafts] open;
            open_by_recovery(OpenByRecovery) -> SessionView => [Session] open;
            retry_unlock(RetryUnlock) -> SessionView => [Session] open;
            join_server(JoinServer) -> SessionView => [Session] open;
            rejoin_server(RejoinServer) -> SyncStatusView => [Session, Sync] open;
            rescue_cache(RescueCache) -> SessionView => [Session] open;
            sign_in(SignIn) -> SessionView => [Session, Preferences, Drafts] open;
            activate(Activate) -> SessionView => [Session, Preferences, Drafts] open;
            return_by_pin(ReturnByPin) -> SessionView => [Session, Preferences, Drafts] open;
            identity_provider(IdentityProviderRequest) -> IdentityProviderView => [Session, Sync] open;
            sign_in_through_provider(SignInThroughProvider) -> SessionView => [Session, Preferences, Drafts] open;
            cancel_provider_sign_in(CancelProviderSignIn) -> Done => [] open;
            lock(Lock) -> SessionView => [Session] open;
            sync_status(SyncStatusRequest) -> SyncStatusView => [Sync, Attention] open;
            active_alarms(ActiveAlarmsRequest) -> ActiveAlarmsView => [Monitors] open;

            account(AccountRequest) -> AccountView => [Session, Directory] needs UseWorkstation;
            change_password(ChangePassword) -> Done => [Session, Directory] needs UseWorkstation;
            choose_pin(ChoosePin) -> Done => [Session] needs UseWorkstation;
            begin_second_factor(BeginSecondFactor) -> SecondFactorOffer => [] needs UseWorkstation;
            confirm_second_factor(ConfirmSecondFactor) -> RecoveryCodes => [Session, Directory] needs UseWorkstation;
            end_second_factor(EndSecondFactor) -> Done => [Session, Directory] needs UseWorkstation;
            link_provider(LinkProvider) -> Done => [Session, Directory] needs UseWorkstation;
            unlink_provider(UnlinkProvider) -> Done => [Session, Directory] needs UseWorkstation;
            open_in_emergency(OpenInEmergency) -> Done => [Patients, Clinical, Agenda, Invoices, Monitors, Attention, Emergency] needs BreakGlass;
            make_activation(MakeActivation) -> Activation => [] needs ManagePeople;
            key_care(KeyCareRequest) -> KeyCareView => [Session] needs CareForWorkstation;
            make_recovery_key(MakeRecoveryKey) -> RecoveryKey => [Session] needs CareForWorkstation;
            change_passphrase(ChangePassphrase) -> KeyCareView => [Session] needs CareForWorkstation;
            ask_at_start(AskAtStart) -> KeyCareView => [Session] needs CareForWorkstation;
            rotate_key(RotateKey) -> SessionView => [Session] needs CareForWorkstation;

            search_elsewhere(SearchElsewhere) -> ElsewhereView => [] needs FindPatients;
            recent_patients(RecentPatients) -> PatientSearchView => [Patients] needs FindPatients;
            get_preferences(PreferencesRequest) -> Preferences => [Preferences] needs UseWorkstation;
            set_preferences(Preferences) -> Preferences => [Preferences] needs UseWorkstation;
            drafts(DraftsRequest) -> DraftsView => [Drafts] needs UseWorkstation;
            save_draft(SaveDraft) -> Done => [Drafts] needs UseWorkstation;
            discard_draft(DiscardDraft) -> Done => [Drafts] needs UseWorkstation;

            ward_board(WardBoardRequest) -> WardBoardView => [Monitors, Patients] needs WatchMonitors;
            watch_waves(WatchWaves) -> Done => [] needs WatchMonitors;
            vitals_trend(VitalsTrendRequest) -> VitalsTrendView => [] needs WatchMonitors;

            document(DocumentRequest) -> DocumentView => [Invoices, Patients, Attention] needs UseWorkstation;
            print_document(PrintDocument) -> PrintedView => [] needs UseWorkstation;
            save_document(SaveDocument) -> SavedView => [] needs UseWorkstation;
            sharing_incidents(SharingIncidentsRequest) -> SharingIncidentsView => [Sync] needs SeeIncidents;
            printers(PrintersRequest) -> PrintersView => [] needs UseWorkstation;

            audit_trail(AuditTrailRequest) -> AuditTrailView => [] needs SeeAudit;
            access_report(AccessReportRequest) -> AccessReportView => [] needs SeeAudit;
            save_access_report(SaveAccessReport) -> SavedView => [] needs SeeAudit;
            unusual_access(UnusualAccessRequest) -> UnusualAccessView => [] needs SeeAudit;

            workstation_list(WorkstationListRequest) -> WorkstationListView => [Workstations] needs ManageWorkstations;
            invite_workstation(AskToInvite) -> WorkstationInvited => [Workstations] needs ManageWorkstations;
            withdraw_invitation(WithdrawInvitation) -> Done => [Workstations] needs ManageWorkstations;
            revoke_workstation(AskToRevoke) -> Done => [Workstations] needs ManageWorkstations;
            own_sessions(OwnSessionsRequest) -> SessionList => [Workstations] needs UseWorkstation;
            all_sessions(AllSessionsRequest) -> SessionList => [Workstations] needs ManageWorkstations;
            send_session_away(SendSessionAway) -> Done => [Workstations] needs UseWorkstation;

            update_state(UpdateStateRequest) -> UpdateView => [Updates] needs UseWorkstation;
            install_update(InstallUpdate) -> UpdateView => [Updates] needs CareForWorkstation;
        }
    };
}

macro_rules! shared_rows {
    ($($module:ident::$name:ident($request:ty) -> $response:ty => $kind:ident [$($tag:ident),*] needs $permission:ident;)*) => {
        /// The shared commands.
        pub const SHARED: &[Command] = &[$(Command {
            name: stringify!($name),
            kind: shared_rows!(@kind $kind),
            permission: Some(Permission::$permission),
            tags: &[$(Tag::$tag),*],
        },)*];
    };
    (@kind reads) => { CommandKind::Reads };
    (@kind changes) => { CommandKind::Changes };
}

macro_rules! local_rows {
    ($($name:ident($request:ty) -> $response:ty => [$($tag:ident),*] $guard:ident $($permission:ident)?;)*) => {
        /// The local commands.
        pub const LOCAL: &[Command] = &[$(Command {
            name: stringify!($name),
            kind: CommandKind::Local,
            permission: local_rows!(@guard $guard $($permission)?),
            tags: &[$(Tag::$tag),*],
        },)*];
    };
    (@guard open) => { None };
    (@guard needs $permission:ident) => { Some(Permission::$permission) };
}

with_commands!(shared_rows);
with_local_commands!(local_rows);

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which would refuse a wrong index"
)]
const fn all<const N: usize>() -> [Command; N] {
    let mut rows = [SHARED[0]; N];
    let mut index = 0;
    while index < N {
        rows[index] = if index < SHARED.len() {
            SHARED[index]
        } else {
            LOCAL[index - SHARED.len()]
        };
        index += 1;
    }
    rows
}

/// Every command.
pub const ALL: &[Command] = &all::<{ SHARED.len() + LOCAL.len() }>();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_twice() {
        let mut names: Vec<_> = ALL.iter().map(|command| command.name).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before);
    }

    #[test]
    fn only_what_must_work_before_sign_in_is_open() {
        let open: Vec<_> = ALL
            .iter()
            .filter(|command| command.permission.is_none())
            .map(|command| command.name)
            .collect();
        assert_eq!(
            open,
            [
                "session_state",
                "give_passphrase",
                "open_by_password",
                "open_by_recovery",
                "retry_unlock",
                "join_server",
                "rejoin_server",
                "rescue_cache",
                "sign_in",
                "activate",
                "return_by_pin",
                "identity_provider",
                "sign_in_through_provider",
                "cancel_provider_sign_in",
                "lock",
                "sync_status",
                "active_alarms"
            ]
        );
    }

    #[test]
    fn what_the_core_alone_asks_for_is_in_the_table() {
        for name in BEHIND {
            let kind = Command::named(name).map(|command| command.kind);
            assert_eq!(kind, Some(CommandKind::Changes), "{name}");
        }
    }

    #[test]
    fn only_administrators_read_the_audit_trail() {
        use clinic::records::Role;
        for name in [
            "audit_trail",
            "access_report",
            "save_access_report",
            "unusual_access",
        ] {
            let permission = Command::named(name).and_then(|command| command.permission);
            let roles = permission.map(Permission::roles);
            assert_eq!(roles, Some(&[Role::Administrator][..]), "{name}");
        }
    }

    #[test]
    fn every_change_touches_something() {
        for command in ALL
            .iter()
            .filter(|command| command.kind == CommandKind::Changes)
        {
            assert!(!command.tags.is_empty(), "{}", command.name);
        }
    }
}
