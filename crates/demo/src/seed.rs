//! Writing the demo clinic into a store.

use std::collections::BTreeMap;

use clinic::records::Kind;
use store::{Mode, Store, Tx};
use values::Instant;
use workflows::{Records, RecordsError, Run, context::Stop};

use crate::{
    history::{Histories, HistoryError},
    house::{FoundingError, House},
    plan::{PlanError, Step, What, plan},
};

/// The setting that says when a store was seeded.
const SEEDED_AT: &str = "demo_seeded_at";
/// So many steps share one commit number.
const STEPS_A_COMMIT: usize = 200;

/// Why a store could not be seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The packed patients.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The clinic's constants.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// The plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The store.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// A rule refused what the plan wants: the plan is wrong.
    #[error("{command} at {at} was refused: {code} {data}")]
    Refused {
        /// The command.
        command: &'static str,
        /// When it would have been asked for.
        at: Instant,
        /// The refusal's code.
        code: &'static str,
        /// The refusal's data.
        data: serde_json::Value,
    },
}

/// What a seeding came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Seeded {
    pub patients: usize,
    pub appointments: usize,
    pub invoices: usize,
    /// The newest commit number.
    pub head: u64,
}

/// Seeds an empty store with the demo clinic as it stands at `now`: all of it, or nothing. The same moment
/// gives the same clinic.
pub async fn seed(store: &Store, now: Instant) -> Result<Seeded, SeedError> {
    let house = House::found()?;
    let steps = plan(&house, &Histories::load()?, now)?;
    let mut tx = store.write(shared(0)).await?;
    let mut head = tx.head().await?;
    for batch in steps.chunks(STEPS_A_COMMIT) {
        head += 1;
        tx.set_mode(shared(head));
        for step in batch {
            take(&mut tx, &house, step).await?;
        }
    }
    tx.set_setting(SEEDED_AT, &now.to_string()).await?;
    tx.commit().await?;
    Ok(Seeded {
        patients: count(&steps, "register_patient", Kind::Patient),
        appointments: count(&steps, "book_appointment", Kind::Appointment),
        invoices: count(&steps, "draft_invoice", Kind::Invoice),
        head,
    })
}

/// When a store was seeded; `None` where it never was.
pub async fn seeded_at(store: &Store) -> Result<Option<Instant>, RecordsError> {
    let at = store.read().await?.setting(SEEDED_AT).await?;
    Ok(at.and_then(|at| at.parse().ok()))
}

fn shared(commit: u64) -> Mode {
    Mode::Shared {
        commit,
        change: None,
    }
}

async fn take(tx: &mut Tx, house: &House, step: &Step) -> Result<(), SeedError> {
    match &step.what {
        What::Put { kind, id, body } => Ok(tx.put(*kind, *id, body.clone()).await?),
        What::Command { by, name, request } => {
            let run = Run {
                actor: house.actor(*by),
                now: step.at,
                command: name,
                request: request.clone(),
                allotted: BTreeMap::new(),
                audited: true,
            };
            match workflows::run(tx, run).await {
                Ok(_) => Ok(()),
                Err(Stop::Records(error)) => Err(error.into()),
                Err(Stop::Refused(failure)) => Err(SeedError::Refused {
                    command: name,
                    at: step.at,
                    code: failure.code.name(),
                    data: failure.data,
                }),
            }
        }
    }
}

fn count(steps: &[Step], makes: &str, is: Kind) -> usize {
    let counts = |step: &&Step| match &step.what {
        What::Put { kind, .. } => *kind == is,
        What::Command { name, .. } => *name == makes,
    };
    steps.iter().filter(counts).count()
}
