//! A command before the gate: what is closed to the person, and the ways past it for rules.

use clinic::records::{Kind, Patient, Record};
use serde_json::Value;
use uuid::Uuid;
use values::ids::PatientId;
use wire::{Code, Failure};

use super::{Context, Kept, Outcome, decode};
use crate::{
    gate::{self, Approach, Gate, InForce, Way},
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

    /// Refuses whoever asks for something of a kind that is part of a closed record, or of one that is another
    /// facility's: that is answered as what there is not.
    pub(crate) async fn enter(&mut self, kind: Kind, patient: PatientId) -> Outcome<()> {
        self.is_here(kind, patient).await?;
        self.enter_from_anywhere(kind, patient).await
    }

    /// Refuses whoever asks for something of a kind that is part of another facility's record.
    pub(crate) async fn is_here(&mut self, kind: Kind, patient: PatientId) -> Outcome<()> {
        if self.approach(patient).await?.is_here {
            return Ok(());
        }
        let unknown = serde_json::json!({ "kind": kind.name() });
        Err(Failure::with(Code::NotFound, unknown).into())
    }

    async fn enter_from_anywhere(&mut self, kind: Kind, patient: PatientId) -> Outcome<()> {
        let actor = self.actor;
        match &self.approach(patient).await?.way {
            Way::Open | Way::Emergency(_) => Ok(()),
            Way::Closed(restriction) => {
                Err(gate::refusal(&actor, kind, patient, restriction).into())
            }
        }
    }

    /// The emergency access by which alone the patient's record is open.
    pub(crate) async fn emergency(&mut self, patient: PatientId) -> Outcome<Option<InForce>> {
        match &self.approach(patient).await?.way {
            Way::Emergency(access) => Ok(Some(*access)),
            Way::Open | Way::Closed(_) => Ok(None),
        }
    }

    async fn approach(&mut self, patient: PatientId) -> Outcome<&Approach> {
        let approach = match self.approaches.remove(&patient) {
            Some(approach) => approach,
            None => gate::approach(self.records, &self.actor, self.now, patient).await?,
        };
        Ok(self.approaches.entry(patient).or_insert(approach))
    }

    /// A patient's record, at whichever facility it is held: for whoever asks that it be held here.
    pub(crate) async fn load_from_anywhere(
        &mut self,
        patient: PatientId,
    ) -> Outcome<Kept<Patient>> {
        self.enter_from_anywhere(Kind::Patient, patient).await?;
        let found = self.look_behind(patient.uuid()).await?;
        let unknown = serde_json::json!({ "kind": Kind::Patient.name() });
        Ok(found.ok_or_else(|| Failure::with(Code::NotFound, unknown))?)
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
