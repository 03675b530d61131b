//! From what went wrong inside to what the screen is told.

use values::Clock;
use values::ids::ChangeId;
use wire::{Code, Failure};
use workflows::{RecordsError, context::Stop};

use crate::Core;

impl Core {
    /// What the screen is told of a command that stopped.
    pub(crate) fn failure(&self, command: &str, stop: Stop) -> Failure {
        match stop {
            Stop::Refused(failure) => failure,
            Stop::Records(error) => self.records_failure(command, &error),
        }
    }

    /// What the screen is told of a store that failed. An unforeseen cause is logged here, once, under
    /// the incident number that the screen shows.
    pub(crate) fn records_failure(&self, command: &str, error: &RecordsError) -> Failure {
        match error {
            RecordsError::DiskFull => Code::DiskFull.into_failure(),
            RecordsError::ReadOnly => Code::DiskReadOnly.into_failure(),
            RecordsError::Damaged(_) => {
                self.damage.notify_one();
                Code::CacheUnavailable.into_failure()
            }
            RecordsError::Clash(_)
            | RecordsError::Shape { .. }
            | RecordsError::Contended
            | RecordsError::Other(_) => {
                let incident = incident(self.clock.as_ref());
                tracing::error!(
                    command,
                    incident,
                    error = error as &dyn std::error::Error,
                    "unforeseen"
                );
                Failure {
                    incident: Some(incident),
                    ..Failure::new(Code::Internal)
                }
            }
        }
    }
}

/// A short number that a person can read out on the telephone.
fn incident(clock: &dyn Clock) -> String {
    let id = ChangeId::at(clock.now()).to_string();
    id.rsplit('-').next().unwrap_or_default().to_owned()
}

pub(crate) trait IntoFailure {
    fn into_failure(self) -> Failure;
}

impl IntoFailure for Code {
    fn into_failure(self) -> Failure {
        Failure::new(self)
    }
}
