//! What a server is told at its start, looked at before anything is opened: a wrong setting is said in words
//! instead of being found out by a clinic.

use std::{net::SocketAddr, path::PathBuf};

use store::PostgresOptions;

use crate::{
    Transport,
    provider::{ProviderFault, ProviderOptions},
    updates::{self, UpdatesFault},
};

/// How a server is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of its data; looked at by no server that has a database.
    pub data: PathBuf,
    /// The database of PostgreSQL that it shares with others of its kind, instead of a file in the folder.
    pub database: Option<PostgresOptions>,
    /// Where it listens for workstations; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How workstations reach it there.
    pub transport: Transport,
    /// Where the embedded broker listens for monitors; `None` when an external one is used.
    pub mqtt: Option<SocketAddr>,
    /// A standing code, with which any number of workstations may enrol. Without it each needs a code of its own.
    pub enrolment_code: Option<String>,
    /// Another provider through which people may sign in.
    pub provider: Option<ProviderOptions>,
    /// The folder of newer versions of the program that workstations are handed.
    pub updates: Option<PathBuf>,
    /// Whether this is the demo clinic.
    pub demo: bool,
}

/// The demo clinic's enrolment code, which everybody knows.
pub const DEMO_CODE: &str = "HARBOUR-STREET";
/// Letters and digits that nobody guesses at the pace that is allowed.
pub const CODE_LENGTH_MIN: usize = 8;

/// A setting with which no server should run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misconfigured {
    /// A code that can be guessed.
    #[error("an enrolment code has {CODE_LENGTH_MIN} characters or more")]
    ShortCode,
    /// A code that is in every copy of the program.
    #[error("the demo clinic's enrolment code is known to everybody: choose another")]
    DemoCode,
    /// A code that cannot be told from what stands around it.
    #[error("an enrolment code holds neither spaces nor @, behind which the fingerprint stands")]
    OddCode,
    /// Records in the clear on a network.
    #[error("{0} is no loopback address, so it is reached over TLS alone: leave --plain out")]
    PlainOnANetwork(SocketAddr),
    /// A provider that could not be believed, or that would not believe this server.
    #[error(transparent)]
    Provider(#[from] ProviderFault),
    /// Updates that nobody could be handed.
    #[error(transparent)]
    Updates(#[from] UpdatesFault),
}

impl Options {
    /// Whether a server may run like this.
    pub fn check(&self) -> Result<(), Misconfigured> {
        if self.transport == Transport::Plain && !self.listen.ip().to_canonical().is_loopback() {
            return Err(Misconfigured::PlainOnANetwork(self.listen));
        }
        if let Some(provider) = &self.provider {
            provider.check()?;
        }
        if let Some(folder) = &self.updates {
            updates::check(folder)?;
        }
        match &self.enrolment_code {
            Some(code) => self.check_code(code),
            None => Ok(()),
        }
    }

    fn check_code(&self, code: &str) -> Result<(), Misconfigured> {
        if code
            .contains(|letter: char| letter == '@' || letter.is_whitespace() || letter.is_control())
        {
            return Err(Misconfigured::OddCode);
        }
        if self.demo {
            return Ok(());
        }
        if code.chars().count() < CODE_LENGTH_MIN {
            return Err(Misconfigured::ShortCode);
        }
        if code.eq_ignore_ascii_case(DEMO_CODE) {
            return Err(Misconfigured::DemoCode);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Options {
        Options {
            data: "data".into(),
            database: None,
            listen: ([127, 0, 0, 1], 7400).into(),
            transport: Transport::Own("tls".into()),
            mqtt: None,
            enrolment_code: None,
            provider: None,
            updates: None,
            demo: false,
        }
    }

    #[test]
    fn a_code_that_can_be_guessed_is_refused() {
        for (code, refused) in [
            ("", Misconfigured::ShortCode),
            ("1234567", Misconfigured::ShortCode),
            (DEMO_CODE, Misconfigured::DemoCode),
            ("harbour-street", Misconfigured::DemoCode),
            ("LONG ENOUGH", Misconfigured::OddCode),
            ("LONG@ENOUGH", Misconfigured::OddCode),
        ] {
            let options = Options {
                enrolment_code: Some(code.to_owned()),
                ..options()
            };
            assert_eq!(options.check(), Err(refused), "{code}");
        }
        for fitting in [None, Some("LONG-ENOUGH".to_owned())] {
            let options = Options {
                enrolment_code: fitting,
                ..options()
            };
            assert_eq!(options.check(), Ok(()));
        }
        let demo = Options {
            enrolment_code: Some(DEMO_CODE.to_owned()),
            demo: true,
            ..options()
        };
        assert_eq!(demo.check(), Ok(()));
    }

    #[test]
    fn a_plain_line_stays_on_this_computer() {
        for (listen, fits) in [
            ("127.0.0.1:7400", true),
            ("[::1]:7400", true),
            ("0.0.0.0:7400", false),
            ("[::]:7400", false),
            ("192.0.2.7:7400", false),
        ] {
            let options = Options {
                listen: listen.parse().unwrap(),
                transport: Transport::Plain,
                ..options()
            };
            assert_eq!(options.check().is_ok(), fits, "{listen}");
            let encrypted = Options {
                transport: Transport::Own("tls".into()),
                ..options
            };
            assert_eq!(encrypted.check(), Ok(()));
        }
    }
}
