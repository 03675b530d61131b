//! Digests tell the truth, and copies never differ unless something was damaged.

use std::sync::Arc;

use store::Tx;
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
    let mut broken = miscounted(&mut tx, "the server").await?;
    let on_server = tx.kept_sums().await?;
    drop(tx);
    for desk in desks {
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

/// Whether the digests that are kept are those of the records.
async fn miscounted(tx: &mut Tx, name: &str) -> Result<Vec<String>, RecordsError> {
    let (kept, counted) = (tx.kept_sums().await?, tx.counted_sums().await?);
    Ok(if kept == counted {
        Vec::new()
    } else {
        vec![format!("{name} keeps wrong digests")]
    })
}
