//! Patients whose records are closed, found by those who may open them in an emergency.

use std::collections::BTreeMap;

use clinic::{
    access::Permission,
    patients::search::{SearchStep, closeness},
    records::Patient,
};
use values::{LocalDate, ids::PatientId};
use wire::restriction::LockedPatient;

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Looked through at most by one step: a record that is closed is among the first, or is asked for by more.
const LOOKED_MAX: u32 = 200;

/// Those who were found so far, in the order in which they were.
#[derive(Default)]
pub(super) struct Locked {
    order: Vec<PatientId>,
    found: BTreeMap<PatientId, LockedPatient>,
}

impl Locked {
    /// Whether nobody was.
    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Whom a step finds. To whoever may not open them in an emergency nobody is there.
    pub(super) async fn look(
        &mut self,
        context: &mut Context<'_>,
        step: &SearchStep,
        today: LocalDate,
    ) -> Outcome<()> {
        let may_open = context.actor().may(Permission::BreakGlass);
        if !may_open || context.gate().await?.closed().len() == 0 {
            return Ok(());
        }
        let query = Query::PatientsMatching {
            terms: step.terms.clone(),
            limit: LOOKED_MAX,
        };
        let mut hits: Vec<Kept<Patient>> = context.find_behind(query).await?;
        let gate = context.gate().await?;
        hits.retain(|hit| gate.closes(hit.id) && !self.found.contains_key(&hit.id));
        hits.sort_by_cached_key(|hit| closeness(&step.terms, hit));
        for hit in hits {
            self.order.push(hit.id);
            self.found.insert(hit.id, locked(&hit, today));
        }
        Ok(())
    }

    /// So many of them, best first.
    pub(super) fn found(mut self, limit: usize) -> Vec<LockedPatient> {
        let order = self.order.iter().take(limit);
        order.filter_map(|id| self.found.remove(id)).collect()
    }
}

fn locked(patient: &Patient, today: LocalDate) -> LockedPatient {
    let counted_to = patient.died_on.unwrap_or(today);
    LockedPatient {
        id: patient.id,
        display_name: patient.name.banner(),
        birth_date: patient.birth_date,
        age: patient.birth_date.and_then(|born| born.age_on(counted_to)),
    }
}
