//! A command before the gate: what is closed to the person, and the ways past it for rules.

use clinic::records::{Kind, Record};
use serde_json::Value;
use uuid::Uuid;
use values::ids::PatientId;

use super::{Context, Kept, Outcome, decode};
use crate::{
    gate::{self, Gate, InForce, Way},
    records::Query,
};

impl Context<'_> {
    /// Whose records are closed to the person.
    pub(crate) async fn gate(&mut self) -> Outcome<&Gate> {
        let gate = match self.gate.take() {
            Some(gate) => gate,
            None => Gate::of(self.records, &self.actor, self.now).await?,
        };
        Ok(self.gate.insert(gate))
    }

    /// Refuses a request that names a patient whose record is closed, whatever it asks for.
    pub(crate) async fn admit(&mut self, request: &Value) -> Outcome<()> {
        match self.gate().await?.named_in(request) {
            Some(patient) => self.enter(Kind::Patient, patient).await,
            None => Ok(()),
        }
    }

    /// Refuses whoever asks for something of a kind that is part of a closed record.
    pub(crate) async fn enter(&mut self, kind: Kind, patient: PatientId) -> Outcome<()> {
        let actor = self.actor;
        match self.way_to(patient).await? {
            Way::Open | Way::Emergency(_) => Ok(()),
            Way::Closed(restriction) => {
                Err(gate::refusal(&actor, kind, patient, restriction).into())
            }
        }
    }

    /// The emergency access by which alone the patient's record is open.
    pub(crate) async fn emergency(&mut self, patient: PatientId) -> Outcome<Option<InForce>> {
        match self.way_to(patient).await? {
            Way::Emergency(access) => Ok(Some(*access)),
            Way::Open | Way::Closed(_) => Ok(None),
        }
    }

    async fn way_to(&mut self, patient: PatientId) -> Outcome<&Way> {
        let way = match self.ways.remove(&patient) {
            Some(way) => way,
            None => gate::way_to(self.records, &self.actor, self.now, patient).await?,
        };
        Ok(self.ways.entry(patient).or_insert(way))
    }

    /// The record under `id`, though it be closed: for those who decide who may open it.
    pub(crate) async fn look_behind<T: Record>(&mut self, id: Uuid) -> Outcome<Option<Kept<T>>> {
        let stored = self.records.get(T::KIND, id).await?;
        Ok(stored.map(decode).transpose()?)
    }

    /// The records that answer a query, those of closed records among them: for rules about what else is there,
    /// and for what tells nothing of whose it is. None of it may be shown.
    pub(crate) async fn find_behind<T: Record>(&mut self, query: Query) -> Outcome<Vec<Kept<T>>> {
        let found = self.records.find(&query).await?;
        Ok(found.into_iter().map(decode).collect::<Result<_, _>>()?)
    }
}
