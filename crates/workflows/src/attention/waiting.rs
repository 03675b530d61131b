//! How much waits for somebody.

use clinic::records::Attention;

use super::open_item::may_settle;
use crate::{
    context::{Actor, decode_body},
    records::{Query, Records, RecordsError},
};

/// How many open items the actor may see and settle; none for whoever may not settle any.
pub async fn waiting_for(records: &mut dyn Records, actor: &Actor) -> Result<u32, RecordsError> {
    let query = Query::Attention {
        settled_since: None,
    };
    let mut waiting = 0;
    for stored in records.find(&query).await? {
        let item: Attention = decode_body(stored.body)?;
        waiting += u32::from(may_settle(actor, &item));
    }
    Ok(waiting)
}
