//! How a person likes the screen.

use std::sync::Arc;

use store::Mode;
use wire::{
    Failure,
    local::{HostEvent, Preferences, PreferencesRequest},
    tags::Tag,
};
use workflows::RecordsError;

use crate::Core;

/// The signed-in person's preferences; the usual ones before any were set.
pub(super) async fn get_preferences(
    core: &Arc<Core>,
    _request: PreferencesRequest,
) -> Result<Preferences, Failure> {
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    let found = async {
        store
            .read()
            .await?
            .preference(&session.person.id.to_string())
            .await
    };
    let found = found
        .await
        .map_err(|error| core.records_failure("get_preferences", &error))?;
    Ok(found
        .and_then(|body| serde_json::from_str(&body).ok())
        .unwrap_or_default())
}

/// Keeps the signed-in person's preferences.
pub(super) async fn set_preferences(
    core: &Arc<Core>,
    request: Preferences,
) -> Result<Preferences, Failure> {
    let known = [
        (
            "theme",
            request.theme.as_str(),
            &["system", "light", "dark", "contrast"][..],
        ),
        (
            "density",
            request.density.as_str(),
            &["compact", "normal", "roomy"],
        ),
        ("language", request.language.as_str(), &["en", "ar"]),
    ];
    for (field, value, allowed) in known {
        if !allowed.contains(&value) {
            return Err(Failure::field(field, "invalid"));
        }
    }
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    let body = serde_json::json!(request).to_string();
    let kept = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        tx.set_preference(&session.person.id.to_string(), &body)
            .await?;
        tx.commit().await
    };
    kept.await
        .map_err(|error: RecordsError| core.records_failure("set_preferences", &error))?;
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Preferences],
    });
    Ok(request)
}
