//! Digests tell the truth, and copies never differ unless something was damaged.

use std::sync::Arc;

use store::{Share, Tx};
use workflows::RecordsError;

use crate::{Broken, desk::Desk, host::Host, life::Life};

/// What digests and incidents say that they must not say. Of the first desk, whether a record was falsified.
pub(crate) async fn digests(
    host: &Host,
    desks: &[Arc<Desk>],
    corrupted: bool,
) -> Result<Vec<String>, Broken> {
    let store = host.store().ok_or("the server does not run")?;
    let mut tx = store.read().await?;
    let (kept, counted) = (
        tx.kept_facility_sums().await?,
        tx.counted_facility_sums().await?,
    );
    drop(tx);
    let mut broken = Vec::new();
    if kept != counted {
        broken.push(wrong("the server"));
    }
    for desk in desks {
        let share = Share {
            facility: desk.identity.facility,
            is_divided: false,
        };
        let on_server = store.read().await?.sums_of_share(share).await?;
        let name = format!("desk {}", desk.number);
        let store = desk.open(&Life::new())?;
        let mut tx = store.read().await?;
        broken.extend(miscounted(&mut tx, &name).await?);
        if tx.kept_sums().await? != on_server {
            broken.push(format!("{name} has other digests than the server"));
        }
        let found = tx.divergences(10).await?;
        // A falsified record may have been written again by then, so that its row came anyway.
        let expected = usize::from(corrupted && desk.number == 0);
        if found.len() > expected {
            broken.push(format!("{name} differed: {found:?}"));
        }
    }
    Ok(broken)
}

/// Whether the digests that a desk keeps are those of the records.
async fn miscounted(tx: &mut Tx, name: &str) -> Result<Vec<String>, RecordsError> {
    let (kept, counted) = (tx.kept_sums().await?, tx.counted_sums().await?);
    Ok(if kept == counted {
        Vec::new()
    } else {
        vec![wrong(name)]
    })
}

fn wrong(name: &str) -> String {
    format!("{name} keeps wrong digests")
}
