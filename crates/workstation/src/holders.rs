//! Whose passwords open the cache: whoever signs in here, until their password or account is another.

use std::sync::Arc;

use clinic::records::{Kind, Person};
use store::Store;
use workflows::{Query, Records, RecordsError, context::decode_body};
use zeroize::Zeroizing;

use crate::{
    Core,
    vault::{Holder, VaultError},
};

/// Whoever is signed in has just shown their password: from now on it opens the cache too, where passwords do.
pub(crate) async fn remember(core: &Arc<Core>, password: Zeroizing<String>) {
    let signed_in = core
        .session()
        .as_ref()
        .map(|session| session.person.clone());
    let key = core.ready().await.map(|ready| ready.opened.key());
    let (Some(person), Ok(key)) = (signed_in, key) else {
        return;
    };
    let remembered = core.with_vault(move |vault| {
        if vault.lacks(&person)? {
            vault.add_person(&key, &Holder::new(&person, password))?;
        }
        Ok(())
    });
    tell(remembered.await);
}

/// Somebody's account may be another: whoever may not sign in any more opens nothing any more.
pub(crate) async fn look_again(core: &Arc<Core>) {
    let opened = core.ready().await.map(|ready| ready.opened.clone());
    let Ok(opened) = opened else { return };
    let people = match everybody(&opened.store).await {
        Ok(people) => people,
        Err(error) => {
            core.records_failure("session_state", &error);
            return;
        }
    };
    let key = opened.key();
    let looked = core.with_vault(move |vault| vault.keep_only(&key, &people));
    tell(looked.await);
}

/// Everybody who has an account.
pub(crate) async fn everybody(store: &Store) -> Result<Vec<Person>, RecordsError> {
    let found = store.read().await?.find(&Query::All(Kind::Person)).await?;
    found
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect()
}

fn tell(done: Result<(), VaultError>) {
    if let Err(error) = done {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "whose passwords open the cache stays as it was"
        );
    }
}
