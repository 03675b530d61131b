//! Signing in through another provider, and linking an account of it.

mod asking;
mod page;
mod returning;

use std::sync::Arc;

use clinic::records::Person;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Mode, Store};
use sync::{Client, ThroughProvider};
use wire::{
    Code, Failure,
    local::{
        CancelProviderSignIn, IdentityProvider, IdentityProviderRequest, IdentityProviderView,
        LinkProvider, ProviderStanding, SessionStateRequest, SessionView, SignInThroughProvider,
        UnlinkProvider,
    },
    people::Done,
    sign_in::Provider,
};
use workflows::RecordsError;

use super::{
    account::{change_own, once_more, own},
    at_server,
    joining::refusal,
    proof::find_person,
    session::{begin, leased, session_state},
};
use crate::Core;

use asking::{brought, unless_ended};

pub(crate) use asking::{Ended, Waiting};

const SIGN_IN: &str = "sign_in_through_provider";
const LINK: &str = "link_provider";
/// What was heard last of the server's provider.
const HEARD: &str = "identity_provider";

#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    name: String,
    issuer: String,
}

/// Whether people may sign in through another provider now. Without the server, whether they could with it.
pub(super) async fn identity_provider(
    core: &Arc<Core>,
    _request: IdentityProviderRequest,
) -> Result<IdentityProviderView, Failure> {
    let (store, client, online) = {
        let ready = core.ready().await?;
        let engine = &ready.engine;
        (
            ready.opened.store.clone(),
            engine.client().clone(),
            engine.status().online,
        )
    };
    let failed = |error: RecordsError| core.records_failure("identity_provider", &error);
    let answered = if online {
        client.provider().await.ok()
    } else {
        None
    };
    let provider = match answered {
        Some(provider) => {
            remember(&store, provider.as_ref()).await.map_err(failed)?;
            provider.map(|provider| IdentityProvider {
                standing: match provider.authorization_endpoint {
                    Some(_) => ProviderStanding::Ready,
                    None => ProviderStanding::Unreachable,
                },
                name: provider.name,
            })
        }
        None => heard(&store)
            .await
            .map_err(failed)?
            .map(|Heard { name, .. }| IdentityProvider {
                name,
                standing: ProviderStanding::NeedsServer,
            }),
    };
    Ok(IdentityProviderView { provider })
}

async fn heard(store: &Store) -> Result<Option<Heard>, RecordsError> {
    let kept = store.read().await?.setting(HEARD).await?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
}

async fn remember(store: &Store, provider: Option<&Provider>) -> Result<(), RecordsError> {
    let provider = provider.map(|provider| Heard {
        name: provider.name.clone(),
        issuer: provider.issuer.clone(),
    });
    if heard(store).await? == provider {
        return Ok(());
    }
    let text = provider.map(|provider| json!(provider).to_string());
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.set_setting(HEARD, &text.unwrap_or_default()).await?;
    tx.commit().await
}

/// Whether a person has linked an account of the provider that the server has; of any, where none was heard of.
pub(super) async fn is_linked(store: &Store, person: &Person) -> Result<bool, RecordsError> {
    let heard = heard(store).await?;
    Ok(person.identities.iter().any(|account| {
        heard
            .as_ref()
            .is_none_or(|heard| heard.issuer == account.issuer)
    }))
}

/// Signs in whoever the provider proves, once they have gone through it in the browser. From there on it is as after
/// a password.
pub(super) async fn sign_in_through_provider(
    core: &Arc<Core>,
    request: SignInThroughProvider,
) -> Result<SessionView, Failure> {
    leased(core, SIGN_IN).await?;
    let going = async {
        let client = client(core).await?;
        let brought = brought(core, (&client, SIGN_IN), &request.language).await?;
        let through = client.sign_in_through_provider(&brought).await;
        through.map_err(|error| refusal(core, SIGN_IN, error))
    };
    let through = unless_ended(core, going).await?;
    // Somebody may have given a password in the very same moment.
    if core.session().is_some() {
        return Err(Ended::Replaced.into());
    }
    let person = admitted(core, &through).await?;
    begin(core, person, core.clock.now()).await?;
    at_server::take(core, through.person, through.at).await;
    session_state(core, SessionStateRequest {}).await
}

/// The person as the cache has them, in the role that the server says they have now. What this workstation knows
/// already and the server does not, holds here too.
async fn admitted(core: &Arc<Core>, through: &ThroughProvider) -> Result<Person, Failure> {
    let store = core.ready().await?.opened.store.clone();
    let person = find_person(&store, through.person).await;
    let person = person.map_err(|error| core.records_failure(SIGN_IN, &error))?;
    let person = person.ok_or(Failure::new(Code::AccountDisabled))?;
    if person.activation_until.is_some() {
        return Err(Failure::new(Code::AccountPending));
    }
    if person.custom_role.is_some() || !person.memberships.is_empty() {
        return Ok(person);
    }
    let role = through.role;
    Ok(Person { role, ..person })
}

/// Ends a sign-in that waits for the browser, if one does.
pub(super) async fn cancel_provider_sign_in(
    core: &Arc<Core>,
    _request: CancelProviderSignIn,
) -> Result<Done, Failure> {
    core.at_provider().end(Ended::Cancelled);
    Ok(Done {})
}

/// Links the account of the provider that somebody signs in with in the browser, once they have proved anew who they
/// are here.
pub(super) async fn link_provider(
    core: &Arc<Core>,
    request: LinkProvider,
) -> Result<Done, Failure> {
    let me = own(core, LINK).await?;
    once_more(core, LINK, &me, (request.password, request.pin)).await?;
    let going = async {
        let client = client(core).await?;
        let brought = brought(core, (&client, LINK), &request.language).await?;
        let account = client.identity(&brought).await;
        account.map_err(|error| refusal(core, LINK, error))
    };
    let account = unless_ended(core, going).await?;
    // Whoever has locked the window meanwhile links nothing, nor does whoever came after them.
    if core.signed_in()?.person.id != me.id {
        return Err(Failure::new(Code::NotSignedIn));
    }
    change_own(core, "link_identity", json!({ "identity": account })).await?;
    Ok(Done {})
}

/// Takes the link away again.
pub(super) async fn unlink_provider(
    core: &Arc<Core>,
    request: UnlinkProvider,
) -> Result<Done, Failure> {
    let me = own(core, "unlink_provider").await?;
    let proof = (request.password, request.pin);
    once_more(core, "unlink_provider", &me, proof).await?;
    change_own(core, "unlink_identity", json!({})).await?;
    Ok(Done {})
}

async fn client(core: &Arc<Core>) -> Result<Client, Failure> {
    Ok(core.ready().await?.engine.client().clone())
}
