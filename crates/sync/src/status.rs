//! How sharing stands.

use values::Instant;
use wire::local::SharingStop;

/// How far the first copy of the records is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows received.
    pub received: u64,
    /// Rows in all, by the server's own count.
    pub total: Option<u64>,
    /// Whether everything is here, and was found to equal the server's records.
    pub complete: bool,
    /// Whether there is enough to work with: people, and today's schedule with its patients.
    pub usable: bool,
}

/// What the engine knows. What waits is asked of the outbox, which cannot be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// Whether the server answered last time.
    pub online: bool,
    /// When it last answered.
    pub contact_at: Option<Instant>,
    /// When nothing was left to share.
    pub shared_at: Option<Instant>,
    /// How far this computer's clock is ahead of the server's, ms.
    pub clock_ahead_ms: i64,
    /// Why sharing stands still until a person acts.
    pub stopped: Option<SharingStop>,
    /// Whether changes are handed in again that a restored server lacks.
    pub refilling: bool,
    /// The first copy.
    pub progress: Progress,
}
