//! What people ask for: commands of the real table, about records that their workstation shows.

mod requests;

use clinic::access::Rights;
use serde_json::Value;
use store::Store;
use values::Clock;
use wire::Command;
use workflows::{Actor, context::Stop};

use crate::{Broken, desk::Desk, ledger::Saved, world::Shared};

/// Records that a workstation shows, as far as somebody may want to do something with them.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// Id and role of those who may sign in.
    people: Vec<Vec<String>>,
    /// Id and record.
    pub(crate) patients: Vec<Vec<String>>,
    /// Id and status.
    pub(crate) visits: Vec<Vec<String>>,
    /// Id, patient, status and kind.
    pub(crate) invoices: Vec<Vec<String>>,
    pub(crate) allergies: Vec<Vec<String>>,
    pub(crate) leases: Vec<Vec<String>>,
    /// Id, refused command, kind and field of a conflict, and what the field holds now.
    pub(crate) items: Vec<Vec<String>>,
}

/// What a person sees of an open item: which command was refused, or which value of a patient is in question.
const ITEMS: &str = "
    select a.id, a.body ->> '$.refused.command',
        case when a.body -> '$.conflict' is not null then coalesce(p.body -> ('$.' || (a.body ->> '$.conflict.field')), 'null') end
    from attention as a left join patient as p on p.id = a.body ->> '$.conflict.record'
    where a.state = 'open' order by a.id";

impl Shown {
    async fn on(store: &Store) -> Result<Self, workflows::RecordsError> {
        let mut tx = store.read().await?;
        Ok(Self {
            people: tx
                .inspect("select id, body ->> '$.role' from person where body ->> '$.active' order by id", 2)
                .await?,
            patients: tx.inspect("select id, body from patient order by id", 2).await?,
            visits: tx
                .inspect("select id, body ->> '$.status' from appointment order by id", 2)
                .await?,
            invoices: tx
                .inspect("select id, patient, status, kind from invoice order by id", 4)
                .await?,
            allergies: tx
                .inspect("select id from allergy where status = 'active' order by id", 1)
                .await?,
            leases: tx
                .inspect("select id from slot_lease where ended_at is null order by id", 1)
                .await?,
            items: tx
                .inspect(
                    ITEMS,
                    3,
                )
                .await?,
        })
    }
}

/// One person asks for one thing.
pub(crate) async fn ask(desk: &Desk, store: &Store, shared: &Shared) -> Result<(), Broken> {
    let Ok(shown) = Shown::on(store).await else {
        return Ok(());
    };
    let Some((command, request)) = requests::drawn(&desk.chance, &shown, desk.clock.now()) else {
        return Ok(());
    };
    let Some(actor) = somebody(desk, &shown, command)? else {
        return Ok(());
    };
    let now = desk.clock.now();
    let performed = sync::perform(store, actor, now, command, request.clone()).await;
    let came_of_it = match performed {
        Ok(performed) => {
            let id = performed.change.id;
            shared.ledger.save(Saved {
                desk: desk.number,
                change: performed.change,
                typed: request,
            });
            format!("saved {id}")
        }
        Err(Stop::Refused(failure)) => failure.code.name().to_owned(),
        Err(Stop::Records(_)) => "ended".to_owned(),
    };
    shared
        .trace
        .note(&format!("desk {} {command} {came_of_it}", desk.number));
    Ok(())
}

/// Somebody who may ask for it, as far as this workstation knows.
fn somebody(desk: &Desk, shown: &Shown, command: &str) -> Result<Option<Actor>, Broken> {
    let permission = Command::named(command).and_then(|row| row.permission);
    let mut able = Vec::new();
    for person in &shown.people {
        let [id, role] = person.as_slice() else {
            continue;
        };
        let rights = Rights::of(serde_json::from_value(Value::from(role.as_str()))?);
        if permission.is_none_or(|permission| rights.may(permission)) {
            able.push(Actor {
                person: id.parse()?,
                rights,
                device: desk.identity.device,
                facility: desk.identity.facility,
            });
        }
    }
    Ok(desk.chance.pick(&able).copied())
}
