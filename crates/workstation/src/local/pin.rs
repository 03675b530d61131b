//! PINs: what is kept of them, at this workstation alone.

use store::{Mode, Store};
use values::ids::PersonId;
use workflows::RecordsError;

const PIN: &str = "pin";

/// Keeps a person's PIN.
pub(super) async fn keep(
    store: &Store,
    person: PersonId,
    verifier: &str,
) -> Result<(), RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.set_setting(&key(person), verifier).await?;
    tx.commit().await
}

/// What is kept of a person's PIN.
pub(super) async fn kept(store: &Store, person: PersonId) -> Result<Option<String>, RecordsError> {
    store.read().await?.setting(&key(person)).await
}

/// Whether a person chose one here.
pub(super) async fn is_chosen(store: &Store, person: PersonId) -> Result<bool, RecordsError> {
    Ok(kept(store, person).await?.is_some())
}

fn key(person: PersonId) -> String {
    format!("{PIN}/{person}")
}
