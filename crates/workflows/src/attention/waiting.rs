//! How much waits for somebody.

use std::collections::BTreeMap;

use clinic::records::Attention;
use values::{Instant, ids::ChangeId};

use super::open_item::{may_settle, open_to};
use crate::{
    actor::Actor,
    context::{Context, Outcome},
    records::{Query, Records},
};

/// How many open items the actor may see and settle now; none for whoever may not settle any.
pub async fn waiting_for(records: &mut dyn Records, actor: Actor, now: Instant) -> Outcome<u32> {
    let mut context = Context::new(records, actor, now, ChangeId::at(now), BTreeMap::new());
    let query = Query::Attention {
        settled_since: None,
    };
    let items = context.find::<Attention>(query).await?;
    let items = open_to(&mut context, items).await?;
    let waiting = items.iter().filter(|item| may_settle(&actor, item));
    Ok(u32::try_from(waiting.count()).unwrap_or(u32::MAX))
}
