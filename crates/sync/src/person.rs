//! A person who is signed in at the server, beside the workstation. What proves it is held in memory and nowhere else.

use std::time::Duration;

use clinic::records::{LinkedAccount, Role};
use tokio::time::Instant;
use values::{Sensitive, ids::PersonId};
use wire::{
    Code,
    sign_in::{
        BroughtBack, ProvenIdentity, Provider, ProviderAnswer, RefreshSession, SessionEnded,
        SignInAtServer, SignOutAtServer, SignedInAtServer,
    },
};
use zeroize::Zeroizing;

use crate::{Client, SyncError};

/// A new token is asked for so long before the old one ends.
const BEFORE_THE_END: Duration = Duration::from_mins(1);

/// A sign-in at the server.
pub struct AtServer {
    access: Zeroizing<String>,
    refresh: Zeroizing<String>,
    until: Instant,
}

impl From<SignedInAtServer> for AtServer {
    fn from(answer: SignedInAtServer) -> Self {
        let good_for = Duration::from_secs(answer.seconds).saturating_sub(BEFORE_THE_END);
        Self {
            access: Zeroizing::new(answer.access.into_inner()),
            refresh: Zeroizing::new(answer.refresh.into_inner()),
            until: Instant::now() + good_for,
        }
    }
}

/// Whom another provider has proven.
pub struct ThroughProvider {
    /// Who it is.
    pub person: PersonId,
    /// What they may do now.
    pub role: Role,
    /// Their sign-in at the server.
    pub at: AtServer,
}

impl AtServer {
    /// Whether its token ends soon, or has ended.
    pub fn ends(&self) -> bool {
        Instant::now() >= self.until
    }
}

impl Client {
    /// Signs a person in by their password, and a code of the second factor if they have one.
    pub async fn sign_in(
        &self,
        person: PersonId,
        password: &str,
        code: Option<&str>,
    ) -> Result<AtServer, SyncError> {
        let request = SignInAtServer {
            person: person.to_string(),
            password: Sensitive(password.to_owned()),
            code: code.map(|code| Sensitive(code.to_owned())),
        };
        let answer: SignedInAtServer = self.ask(self.post_to("login", &request)?).await?;
        Ok(answer.into())
    }

    /// Asks through which other provider people sign in, if through any. A server of before there were any has none.
    pub async fn provider(&self) -> Result<Option<Provider>, SyncError> {
        match self.ask(self.get_from("oidc")).await {
            Ok(ProviderAnswer { provider }) => Ok(provider),
            Err(SyncError::Refused(failure)) if failure.code == Code::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Signs in whoever has linked the account that the browser was signed in with.
    pub async fn sign_in_through_provider(
        &self,
        brought: &BroughtBack,
    ) -> Result<ThroughProvider, SyncError> {
        let answer: SignedInAtServer = self.ask(self.post_to("oidc", brought)?).await?;
        Ok(ThroughProvider {
            person: answer.person,
            role: answer.role,
            at: answer.into(),
        })
    }

    /// Asks whose account the browser was signed in with.
    pub async fn identity(&self, brought: &BroughtBack) -> Result<LinkedAccount, SyncError> {
        let request = self.post_to("oidc/identity", brought)?;
        let ProvenIdentity { identity } = self.ask(request).await?;
        Ok(identity)
    }

    /// Goes on with a sign-in. What it had before is good once more at most.
    pub async fn go_on(&self, at: &AtServer) -> Result<AtServer, SyncError> {
        let request = RefreshSession {
            refresh: Sensitive(at.refresh.to_string()),
        };
        let answer: SignedInAtServer = self.ask(self.post_to("refresh", &request)?).await?;
        Ok(answer.into())
    }

    /// Ends a sign-in.
    pub async fn sign_out(&self, at: &AtServer) -> Result<(), SyncError> {
        let request = SignOutAtServer {
            refresh: Sensitive(at.refresh.to_string()),
        };
        let SessionEnded {} = self.ask(self.post_to("logout", &request)?).await?;
        Ok(())
    }

    /// Asks in the name of somebody who is signed in.
    #[must_use]
    pub fn as_person(&self, at: &AtServer) -> Self {
        let mut asking = self.clone();
        asking.person = Some(at.access.clone());
        asking
    }
}
