//! Several facilities on one server.

use clinic::records::{Facility, Kind};
use store::{BackupError, Mode, Store};
use values::{Instant, ids::FacilityId};
use workflows::{Query, Records, RecordsError};

use crate::{
    backup::{CareError, Place, open},
    records::turn::Turns,
};

/// Opens another facility, with the ways of the first: zone, currency, terms of payment.
pub async fn add_facility(place: &Place, name: &str, now: Instant) -> Result<(), CareError> {
    let store = open(place).await?;
    let added = facility_like_the_first(&store, name, now).await;
    store.close().await;
    added.map_err(|error| BackupError::from(error).into())
}

async fn facility_like_the_first(
    store: &Store,
    name: &str,
    now: Instant,
) -> Result<(), RecordsError> {
    let mut tx = Turns::alone(store).next().await?;
    let commit = tx.next_commit().await?;
    tx.set_mode(Mode::Shared {
        commit,
        change: None,
    });
    let Some(first) = tx
        .find(&Query::All(Kind::Facility))
        .await?
        .into_iter()
        .next()
    else {
        return Err(RecordsError::Other("the records hold no facility".into()));
    };
    let mut facility: Facility = workflows::context::decode_body(first.body)?;
    // Whoever joined until now belongs to the first.
    tx.settle_devices(facility.id).await?;
    facility.id = FacilityId::at(now);
    name.clone_into(&mut facility.name);
    let id = facility.id.uuid();
    let body = serde_json::to_value(facility).map_err(|error| RecordsError::Other(error.into()))?;
    tx.put(Kind::Facility, id, body).await?;
    tx.commit().await
}
