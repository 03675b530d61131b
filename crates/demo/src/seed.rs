//! Writing the demo clinic into a store.

use std::collections::BTreeMap;

use clinic::records::{Appointment, Kind};
use store::{Mode, Store, Tx};
use values::{Instant, LocalDate, LocalTime, ids::ChangeId};
use workflows::{Query, Records, RecordsError, Run, context::Stop};

use crate::{
    history::{Histories, HistoryError},
    house::{FoundingError, House},
    ids::id,
    plan::{self, Before, DAYS_AFTER, PlanError, Step, What},
};

/// The setting that says when a store was seeded.
const SEEDED_AT: &str = "demo_seeded_at";
/// The setting that says on which day its weeks were last planned.
const PLANNED_ON: &str = "demo_planned_on";
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
    let steps = plan::plan(&house, &Histories::load()?, now)?;
    let mut tx = store.write_alone(shared(0)).await?;
    for batch in steps.chunks(STEPS_A_COMMIT) {
        let commit = tx.next_commit().await?;
        tx.set_mode(shared(commit));
        for step in batch {
            take(&mut tx, &house, step).await?;
        }
    }
    let today = house.facility.zone.date(now);
    tx.set_setting(SEEDED_AT, &now.to_string()).await?;
    tx.set_setting(PLANNED_ON, &today.to_string()).await?;
    tx.commit().await?;
    let head = store.read().await?.head().await?;
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

/// Brings a store that was seeded on an earlier day to the present, once a day: the visits planned since
/// then take place and are billed, and the days ahead fill up. What people did in the meantime stands;
/// a step that it makes impossible is left out. Says how many days went by.
pub async fn catch_up(store: &Store, now: Instant) -> Result<u32, SeedError> {
    let house = House::found()?;
    let today = house.facility.zone.date(now);
    let mut tx = store.write_alone(shared(0)).await?;
    let Some(before) = before(&mut tx, &house, today).await? else {
        return Ok(0);
    };
    let days = today.days_since(before.planned_on).unsigned_abs();
    let steps = plan::catch_up(&house, &Histories::load()?, now, before)?;
    for batch in steps.chunks(STEPS_A_COMMIT) {
        let commit = tx.next_commit().await?;
        tx.set_mode(shared(commit));
        for step in batch {
            tx.savepoint().await?;
            match take(&mut tx, &house, step).await {
                Ok(()) => tx.release_savepoint().await?,
                Err(SeedError::Refused { command, code, .. }) => {
                    tracing::debug!(command, code, "left out");
                    tx.rollback_to_savepoint().await?;
                }
                Err(error) => return Err(error),
            }
        }
    }
    tx.set_setting(PLANNED_ON, &today.to_string()).await?;
    tx.commit().await?;
    Ok(days)
}

/// What was planned before today; `None` where today's plan stands, or none ever did.
async fn before(
    tx: &mut Tx,
    house: &House,
    today: LocalDate,
) -> Result<Option<Before>, RecordsError> {
    let seeded_at = tx.setting(SEEDED_AT).await?.and_then(|at| at.parse().ok());
    let planned_on = tx.setting(PLANNED_ON).await?;
    let planned_on: Option<LocalDate> = planned_on.and_then(|day| day.parse().ok());
    let (Some(seeded_at), Some(planned_on)) = (seeded_at, planned_on.filter(|day| *day < today))
    else {
        return Ok(None);
    };
    let noon = LocalTime::from_minutes(12 * 60).ok();
    let moment = |day| noon.and_then(|noon| house.facility.zone.instant(day, noon));
    let query = Query::AppointmentsBetween {
        from: moment(planned_on.plus_days(-1)).unwrap_or(seeded_at),
        to: moment(today.plus_days(DAYS_AFTER + 1)).unwrap_or(seeded_at),
        practitioner: None,
    };
    let found = tx.find(&query).await?;
    Ok(Some(Before {
        seeded_at,
        planned_on,
        appointments: found
            .into_iter()
            .map(|stored| workflows::context::decode_body::<Appointment>(stored.body))
            .collect::<Result<_, _>>()?,
    }))
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
                change: ChangeId::from_uuid(id(step.at, name)),
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
