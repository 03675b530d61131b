//! Lines of the audit trail for what a person does and sees here. Commands that change records have theirs in
//! the transaction of the change.

use std::collections::BTreeMap;

use clinic::records::Kind;
use serde_json::Value;
use store::{Mode, Store};
use uuid::Uuid;
use values::{
    Instant,
    ids::{PatientId, PersonId},
};
use wire::Failure;
use workflows::{
    Actor, AuditLine, DONE, Records, RecordsError,
    dispatch::{audit_line, refusal_line},
    gate::Gate,
};

use crate::{Core, session::Session};

/// The local commands that leave lines: those that show or print something of patients, and those that concern
/// who is signed in. Preferences, drafts, printers and how sharing stands are asked for without any.
const LEAVE_LINES: [&str; 42] = [
    "give_passphrase",
    "open_by_recovery",
    "sign_in",
    THROUGH_PROVIDER,
    "open_by_password",
    "activate",
    "return_by_pin",
    "lock",
    "change_password",
    "choose_pin",
    "begin_second_factor",
    "confirm_second_factor",
    "end_second_factor",
    "link_provider",
    "unlink_provider",
    "make_activation",
    "make_recovery_key",
    "change_passphrase",
    "ask_at_start",
    "open_in_emergency",
    "rotate_key",
    "rejoin_server",
    "search_elsewhere",
    "recent_patients",
    "ward_board",
    "watch_waves",
    "vitals_trend",
    "document",
    "print_document",
    "save_document",
    "sharing_incidents",
    "audit_trail",
    "access_report",
    "save_access_report",
    "unusual_access",
    "workstation_list",
    "invite_workstation",
    "withdraw_invitation",
    "revoke_workstation",
    "all_sessions",
    "send_session_away",
    "install_update",
];

/// Those by which somebody signs in: their requests name a person, who is not signed in yet.
const SIGNING_IN: [&str; 4] = ["sign_in", "open_by_password", "activate", "return_by_pin"];
/// Whom it names is known once it has succeeded.
const THROUGH_PROVIDER: &str = "sign_in_through_provider";
/// Those about accounts and keys, which write nothing down themselves.
const ACCOUNT: [&str; 13] = [
    THROUGH_PROVIDER,
    "link_provider",
    "unlink_provider",
    "change_password",
    "choose_pin",
    "begin_second_factor",
    "confirm_second_factor",
    "end_second_factor",
    "make_activation",
    "make_recovery_key",
    "change_passphrase",
    "ask_at_start",
    "rotate_key",
];

/// A screen asks again whenever something changes. What somebody has had before them is written down once in
/// this time, for each command and patient.
const ONE_LOOK_MS: i64 = 10 * 60_000;
/// More than any shift looks at; then all are forgotten, which costs a line too many and never one too few.
const LOOKS_MAX: usize = 4_096;

type Look = (PersonId, &'static str, Option<PatientId>);

/// What was looked at lately.
#[derive(Default)]
pub(crate) struct Looks(BTreeMap<Look, Instant>);

impl Looks {
    /// Whether this look is another one than before.
    fn is_new(&mut self, look: Look, now: Instant) -> bool {
        let seen = self.0.get(&look);
        if seen.is_some_and(|at| (0..ONE_LOOK_MS).contains(&now.millis_since(*at))) {
            return false;
        }
        if self.0.len() >= LOOKS_MAX {
            self.0.clear();
        }
        self.0.insert(look, now);
        true
    }

    /// Somebody else looks from here on.
    fn forget(&mut self) {
        self.0.clear();
    }
}

/// Who tries to sign in.
pub(crate) fn named_in(command: &str, request: &Value) -> Option<PersonId> {
    let named = request.get("person").and_then(Value::as_str);
    named
        .filter(|_| SIGNING_IN.contains(&command))
        .and_then(|id| id.parse().ok())
}

impl Core {
    /// Writes down how a local command went, where the command does not do so itself.
    pub(crate) async fn wrote_down(
        &self,
        command: &'static str,
        who: Option<PersonId>,
        answered: &Result<Value, Failure>,
    ) {
        if let Some(person) = who {
            let outcome = answered.as_ref().err().map(|failure| failure.code.name());
            return tell(self.tried(command, person, outcome.unwrap_or(DONE)).await);
        }
        match answered {
            Err(failure) if command == THROUGH_PROVIDER => {
                let nobody = PersonId::from_uuid(Uuid::nil());
                tell(self.tried(command, nobody, failure.code.name()).await);
            }
            Err(failure) if LEAVE_LINES.contains(&command) => {
                self.was_refused(command, failure).await;
            }
            Ok(_) if ACCOUNT.contains(&command) => self.did(command, None).await,
            _ => {}
        }
    }

    /// Writes down that the cache was opened by what names nobody.
    pub(crate) async fn was_opened(&self, command: &str) {
        let nobody = PersonId::from_uuid(uuid::Uuid::nil());
        tell(self.tried(command, nobody, DONE).await);
    }

    /// Writes down that somebody tried to sign in.
    async fn tried(
        &self,
        command: &str,
        person: PersonId,
        outcome: &str,
    ) -> Result<(), RecordsError> {
        let Ok((store, device)) = self
            .ready()
            .await
            .map(|ready| (ready.opened.store.clone(), ready.identity.device))
        else {
            return Ok(());
        };
        let mut tx = store.write(Mode::Optimistic).await?;
        let known = tx.get(Kind::Person, person.uuid()).await?;
        let role =
            known.and_then(|stored| serde_json::from_value(stored.body.get("role")?.clone()).ok());
        tx.audit(AuditLine {
            at: self.clock.now(),
            person,
            role,
            device,
            command: command.to_owned(),
            patient: None,
            outcome: outcome.to_owned(),
            reason: None,
        })
        .await?;
        tx.commit().await
    }

    /// Writes down what the signed-in person did.
    pub(crate) async fn did(&self, command: &'static str, patient: Option<PatientId>) {
        if let Ok((store, actor)) = self.who_and_where().await {
            let line = audit_line(&actor, self.clock.now(), command, patient, DONE);
            tell(write_lines(&store, vec![line]).await);
        }
    }

    /// Writes down what somebody did, and with what: it took its time, and they may be gone by now.
    pub(crate) async fn did_with(&self, session: &Session, command: &'static str, what: String) {
        if let Ok((store, actor)) = self.store_for(session).await {
            let line = AuditLine {
                reason: Some(what),
                ..audit_line(&actor, self.clock.now(), command, None, DONE)
            };
            tell(write_lines(&store, vec![line]).await);
        }
    }

    /// Writes down that the signed-in person was refused something.
    pub(crate) async fn was_refused(&self, command: &str, failure: &Failure) {
        if let Ok((store, actor)) = self.who_and_where().await {
            let line = refusal_line(&actor, self.clock.now(), command, failure);
            tell(write_lines(&store, vec![line]).await);
        }
    }

    /// Writes down afterwards whom the signed-in person has had before them. Without patients, that it was the
    /// screen itself.
    pub(crate) async fn looked(&self, command: &'static str, patients: Vec<PatientId>) {
        let Ok((store, actor)) = self.who_and_where().await else {
            return;
        };
        let patients: Vec<Option<PatientId>> = if patients.is_empty() {
            vec![None]
        } else {
            patients.into_iter().map(Some).collect()
        };
        let now = self.clock.now();
        let gate = match store.read().await {
            Ok(mut tx) => Gate::of(&mut tx, &actor, now).await,
            Err(error) => Err(error),
        };
        let gate = gate.unwrap_or_else(|error| {
            tell(Err(error));
            Gate::default()
        });
        let lines = patients
            .into_iter()
            .map(|patient| AuditLine {
                reason: patient
                    .and_then(|patient| gate.emergency(patient))
                    .map(|held| held.reason.name().to_owned()),
                ..audit_line(&actor, now, command, patient, DONE)
            })
            .collect();
        Self::audit_later(store, self.new_looks(command, lines));
    }

    /// Those of these lines that are another look than before.
    pub(crate) fn new_looks(
        &self,
        command: &'static str,
        mut lines: Vec<AuditLine>,
    ) -> Vec<AuditLine> {
        let mut looks = self.looks();
        lines.retain(|line| looks.is_new((line.person, command, line.patient), line.at));
        lines
    }

    /// Another person looks from here on, or nobody does.
    pub(crate) fn forget_looks(&self) {
        self.looks().forget();
    }

    /// Writes lines beside whatever goes on.
    pub(crate) fn audit_later(store: Store, lines: Vec<AuditLine>) {
        if lines.is_empty() {
            return;
        }
        tokio::spawn(async move { tell(write_lines(&store, lines).await) });
    }

    async fn who_and_where(&self) -> Result<(Store, Actor), Failure> {
        let session = self.signed_in()?;
        self.store_for(&session).await
    }
}

/// Writes lines in a transaction of their own.
pub(crate) async fn write_lines(store: &Store, lines: Vec<AuditLine>) -> Result<(), RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    for line in lines {
        tx.audit(line).await?;
    }
    tx.commit().await
}

/// A line that cannot be written must not take the workstation down; the log says so.
pub(crate) fn tell(written: Result<(), RecordsError>) {
    if let Err(error) = written {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "an audit line could not be written"
        );
    }
}

#[cfg(test)]
mod tests {
    use wire::commands::LOCAL;

    use super::*;

    /// What is asked for again and again, or before anybody can be named.
    const WITHOUT_LINES: [&str; 18] = [
        "identity_provider",
        "cancel_provider_sign_in",
        "session_state",
        "key_care",
        "retry_unlock",
        "join_server",
        "rescue_cache",
        "sync_status",
        "active_alarms",
        "account",
        "own_sessions",
        "get_preferences",
        "set_preferences",
        "drafts",
        "save_draft",
        "discard_draft",
        "printers",
        "update_state",
    ];

    #[test]
    fn every_local_command_leaves_lines_or_is_known_not_to() {
        for command in LOCAL {
            assert_ne!(
                LEAVE_LINES.contains(&command.name),
                WITHOUT_LINES.contains(&command.name),
                "{}",
                command.name
            );
        }
        assert_eq!(LOCAL.len(), LEAVE_LINES.len() + WITHOUT_LINES.len());
    }

    #[test]
    fn a_screen_that_asks_again_is_one_look_until_ten_minutes_are_over() {
        let mut looks = Looks::default();
        let at = Instant::from_millis;
        let (person, other) = (PersonId::at(at(1)), PersonId::at(at(2)));
        assert!(looks.is_new((person, "ward_board", None), at(0)));
        assert!(!looks.is_new((person, "ward_board", None), at(ONE_LOOK_MS - 1)));
        assert!(looks.is_new((other, "ward_board", None), at(5)));
        assert!(looks.is_new((person, "vitals_trend", None), at(5)));
        assert!(looks.is_new((person, "ward_board", None), at(ONE_LOOK_MS)));
        assert!(
            looks.is_new((person, "ward_board", None), at(0)),
            "the clock was set back"
        );
        looks.forget();
        assert!(looks.is_new((person, "vitals_trend", None), at(6)));
    }
}
