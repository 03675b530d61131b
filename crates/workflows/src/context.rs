//! What a command has in hand: the records, who asks, what time it is, and numbers already given.

mod gated;

use std::{collections::BTreeMap, ops::Deref};

use clinic::records::{Asked, Attention, EmergencyReason, Facility, Kind, Record, Subject};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use values::{
    Instant, LocalDate,
    ids::{AttentionId, ChangeId, PatientId},
};
use wire::{Code, Failure};

use crate::{
    actor::Actor,
    gate::{self, Approach, Gate, Way},
    records::{Query, Records, RecordsError, SERVER_LETTERS, SeriesRun, Stored},
};

/// The longest reason of a line of the audit trail: the server takes no longer text.
const REASON_BYTES_MAX: usize = wire::sync::TRAIL_TEXT_BYTES_MAX;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A rule refused: an ordinary answer.
    #[error("refused: {}", .0.code.name())]
    Refused(Failure),
    /// The records failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl From<Code> for Stop {
    fn from(code: Code) -> Self {
        Self::Refused(Failure::new(code))
    }
}

impl From<values::MoneyError> for Stop {
    fn from(_: values::MoneyError) -> Self {
        Code::AmountOutOfRange.into()
    }
}

/// The result of a command.
pub type Outcome<T> = Result<T, Stop>;

/// A record with what the store says of it.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    /// The record.
    pub record: T,
    /// Its version.
    pub version: u64,
    /// Whether it holds writes that the server has not confirmed.
    pub pending: bool,
}

impl<T> Deref for Kept<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.record
    }
}

/// What a command met of other people's changes on its way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Harmless fields that it wrote although somebody else had changed them meanwhile.
    pub merged: Vec<String>,
    /// Items that it put on the worklist, because a person must decide.
    pub items: Vec<AttentionId>,
}

/// What a command has in hand.
pub struct Context<'a> {
    records: &'a mut dyn Records,
    actor: Actor,
    now: Instant,
    change: ChangeId,
    allotted: BTreeMap<String, String>,
    verdict: Verdict,
    subject: Option<PatientId>,
    facility: Option<Facility>,
    gate: Option<Gate>,
    approaches: BTreeMap<PatientId, Approach>,
    reason: Option<String>,
}

impl<'a> Context<'a> {
    /// For one run. `allotted` is empty on the first run of a change, and travels with it to later ones.
    pub fn new(
        records: &'a mut dyn Records,
        actor: Actor,
        now: Instant,
        change: ChangeId,
        allotted: BTreeMap<String, String>,
    ) -> Self {
        Self {
            records,
            actor,
            now,
            change,
            allotted,
            verdict: Verdict::default(),
            subject: None,
            facility: None,
            gate: None,
            approaches: BTreeMap::new(),
            reason: None,
        }
    }

    /// Who asks.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The present, as the change recorded it.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The facility.
    pub async fn facility(&mut self) -> Outcome<Facility> {
        if let Some(facility) = &self.facility {
            return Ok(facility.clone());
        }
        let facility: Kept<Facility> = self.load(self.actor.facility.uuid()).await?;
        self.facility = Some(facility.record.clone());
        Ok(facility.record)
    }

    /// Today, in the facility's zone.
    pub async fn today(&mut self) -> Outcome<LocalDate> {
        Ok(self.facility().await?.zone.date(self.now))
    }

    /// Says whom the command is about, for the audit trail.
    pub fn about(&mut self, patient: PatientId) {
        self.subject = Some(patient);
    }

    /// Says why the person did it, for the audit trail, whose lines hold so much and no more.
    pub(crate) fn because(&mut self, mut reason: String) {
        reason.truncate(reason.floor_char_boundary(REASON_BYTES_MAX));
        self.reason = Some(reason);
    }

    /// The record under `id`, or [`Code::NotFound`]. Part of a closed record is refused.
    pub async fn load<T: Record>(&mut self, id: Uuid) -> Outcome<Kept<T>> {
        match self.look_up(id).await? {
            Some(kept) => Ok(kept),
            None => Err(Failure::with(
                Code::NotFound,
                serde_json::json!({ "kind": T::KIND.name() }),
            )
            .into()),
        }
    }

    /// The record under `id`, if there is one. Part of a closed record is refused.
    pub async fn look_up<T: Record>(&mut self, id: Uuid) -> Outcome<Option<Kept<T>>> {
        let Some(stored) = self.records.get(T::KIND, id).await? else {
            return Ok(None);
        };
        if let Some(patient) = gate::patient_of(T::KIND, &stored.body) {
            self.enter(T::KIND, patient).await?;
        }
        Ok(Some(decode(stored)?))
    }

    /// Whether a record stands under `id`: a repeated request must not make a second one.
    pub async fn exists(&mut self, kind: Kind, id: Uuid) -> Outcome<bool> {
        Ok(self.records.get(kind, id).await?.is_some())
    }

    /// The records that answer a query, as far as they are not part of closed ones.
    pub async fn find<T: Record>(&mut self, query: Query) -> Outcome<Vec<Kept<T>>> {
        if !gate::may_hide(T::KIND) {
            return self.find_behind(query).await;
        }
        let query = query.without(self.gate().await?.closed());
        let mut found = self.records.find(&query).await?;
        let gate = self.gate().await?;
        found.retain(|stored| !gate.hides(T::KIND, &stored.body));
        Ok(found.into_iter().map(decode).collect::<Result<_, _>>()?)
    }

    /// Counts and sums, closed records left out; see [`Records::tally`].
    pub async fn tally(&mut self, query: Query) -> Outcome<crate::records::Tally> {
        let query = query.without(self.gate().await?.closed());
        Ok(self.records.tally(&query).await?)
    }

    /// The letter code of the workstation at which the change was made, the same on every later run.
    pub async fn letters(&mut self) -> Outcome<String> {
        let letters = self.records.letters().await?;
        Ok(self.first_found("workstation", letters))
    }

    /// Whether these are the shared records, which hold everybody. A workstation's hold whom its facility does.
    pub async fn holds_everybody(&mut self) -> Outcome<bool> {
        Ok(self.records.letters().await? == SERVER_LETTERS)
    }

    /// What the server knows of a record that holds unconfirmed writes, if anything.
    pub async fn confirmed<T: Record>(&mut self, id: Uuid) -> Outcome<Option<T>> {
        let body = self.records.confirmed(T::KIND, id).await?;
        Ok(body.map(decode_body).transpose()?)
    }

    /// The series of document numbers.
    pub async fn series(&mut self) -> Outcome<Vec<SeriesRun>> {
        Ok(self.records.series().await?)
    }

    /// Writes a record. A constraint that refuses comes back as [`RecordsError::Clash`].
    pub async fn save<T: Record>(&mut self, record: &T) -> Outcome<()> {
        let body = Value::Object(body_of(T::KIND, record)?);
        Ok(self.records.put(T::KIND, record.uuid(), body).await?)
    }

    /// What a field of a record holds; null when it holds nothing or the record is not there.
    pub async fn value_of(&mut self, kind: Kind, id: Uuid, field: &str) -> Outcome<Value> {
        let Some(mut stored) = self.records.get(kind, id).await? else {
            return Ok(Value::Null);
        };
        if let Some(patient) = gate::patient_of(kind, &stored.body) {
            self.enter(kind, patient).await?;
        }
        let value = stored.body.get_mut(field).map(Value::take);
        Ok(value.unwrap_or(Value::Null))
    }

    /// The change, as an item of the worklist names it.
    pub fn asked(&self) -> Asked {
        Asked {
            change: self.change,
            person: self.actor.person,
            device: self.actor.device,
            recorded_at: self.now,
        }
    }

    /// Puts something on the worklist that a person must decide. `about` tells it from what else this
    /// change may raise; a later run of the change raises the same item, and leaves one that is there.
    pub async fn raise(&mut self, about: &str, subject: Subject) -> Outcome<()> {
        let id = Attention::id_of(self.change, about);
        if !self.exists(Kind::Attention, id.uuid()).await? {
            self.save(&Attention::open(id, subject, self.actor.facility, self.now))
                .await?;
        }
        self.verdict.items.push(id);
        Ok(())
    }

    /// Says that a field was written over what somebody else had made of it.
    pub fn merged(&mut self, field: &str) {
        self.verdict.merged.push(field.to_owned());
    }

    /// A number from this workstation's series for `purpose`, the same one on every later run of the change.
    pub async fn allot(&mut self, purpose: &str) -> Outcome<String> {
        if let Some(number) = self.allotted.get(purpose) {
            return Ok(number.clone());
        }
        let number = self.records.allot(purpose).await?;
        self.allotted.insert(purpose.to_owned(), number.clone());
        Ok(number)
    }

    /// What the first run of this change found under `name`. It travels with the change like a number,
    /// so that a later run keeps to what the person saw, though prices or plans have changed since.
    pub fn first_found(&mut self, name: &str, found: String) -> String {
        self.allotted
            .entry(name.to_owned())
            .or_insert(found)
            .clone()
    }

    /// Ends the run.
    pub(crate) fn finish(self) -> (&'a mut dyn Records, Finished) {
        let approach = self
            .subject
            .and_then(|subject| self.approaches.get(&subject));
        let emergency = match approach.map(|approach| &approach.way) {
            Some(Way::Emergency(access)) => Some(access.reason),
            Some(Way::Open | Way::Closed(_)) | None => None,
        };
        let finished = Finished {
            allotted: self.allotted,
            patient: self.subject,
            verdict: self.verdict,
            reason: self
                .reason
                .or_else(|| emergency.map(|reason| reason.name().to_owned())),
            emergency,
        };
        (self.records, finished)
    }
}

/// What a run leaves besides its answer.
pub(crate) struct Finished {
    pub(crate) allotted: BTreeMap<String, String>,
    pub(crate) patient: Option<PatientId>,
    pub(crate) verdict: Verdict,
    pub(crate) reason: Option<String>,
    pub(crate) emergency: Option<EmergencyReason>,
}

/// A record, or a request about one, field by field.
pub fn body_of(kind: Kind, record: &impl Serialize) -> Result<Map<String, Value>, RecordsError> {
    serde_json::to_value(record)
        .and_then(serde_json::from_value)
        .map_err(|source| RecordsError::Shape {
            kind: kind.name(),
            source: source.into(),
        })
}

fn decode<T: Record>(stored: Stored) -> Result<Kept<T>, RecordsError> {
    let Stored {
        version,
        pending,
        body,
        ..
    } = stored;
    let record = decode_body(body)?;
    Ok(Kept {
        record,
        version,
        pending,
    })
}

/// The record in a body.
pub fn decode_body<T: Record>(body: Value) -> Result<T, RecordsError> {
    serde_json::from_value(body).map_err(|source| RecordsError::Shape {
        kind: T::KIND.name(),
        source: source.into(),
    })
}
