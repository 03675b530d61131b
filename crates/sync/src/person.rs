//! A person who is signed in at the server, beside the workstation. What proves it is held in memory and nowhere else.

use std::time::Duration;

use tokio::time::Instant;
use values::{Sensitive, ids::PersonId};
use wire::sign_in::{
    RefreshSession, SessionEnded, SignInAtServer, SignOutAtServer, SignedInAtServer,
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
