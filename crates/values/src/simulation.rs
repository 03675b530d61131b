//! What a simulation takes hold of: where the random part of ids comes from, and which known bug is let loose.
//!
//! Only with the feature `simulation`, which no product is built with, can either be set. Without it chance
//! is the system's, and no bug is ever there: the compiler leaves nothing of them.

macro_rules! bugs {
    ($($(#[$doc:meta])* $bug:ident $name:literal;)*) => {
        /// A bug that was made once, here or elsewhere, and that the simulation must find when it is made again.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Bug { $($(#[$doc])* $bug,)* }

        impl Bug {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$bug,)*];

            /// Its name on a command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$bug => $name,)* }
            }

            /// The bug of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|bug| bug.name() == name)
            }
        }
    };
}

bugs! {
    /// The cursor goes one commit too far.
    CursorOffByOne "cursor-off-by-one";
    /// The cursor is taken from the head, not from the page.
    CursorFromHead "cursor-from-head";
    /// A page ends inside a commit.
    CommitSplit "commit-split";
    /// A refused token empties the outbox.
    OutboxDroppedAtRefusal "outbox-dropped-at-refusal";
    /// A change leaves the outbox when it is sent, not when it is answered.
    ForgottenWhenSent "forgotten-when-sent";
    /// A change is queued in a transaction after its effect.
    QueuedAfterEffect "queued-after-effect";
    /// A change that is sent again is sent as another one.
    RetriedWithoutKey "retried-without-key";
    /// A refused change is dropped on the workstation's side, and the server raises no item.
    RefusedWithoutItem "refused-without-item";
    /// The server answers before its commit is durable.
    AnsweredBeforeCommit "answered-before-commit";
    /// A change that is handed in twice is judged twice.
    JudgedTwice "judged-twice";
    /// After a pull, pending changes are not run again.
    PendingNotRunAgain "pending-not-run-again";
    /// Before a pull, unconfirmed writes are not undone.
    ShadowNotRestored "shadow-not-restored";
    /// Number series begin anew after a crash.
    SeriesRestarted "series-restarted";
    /// An edit carries the whole record.
    WholeRecordEdits "whole-record-edits";
    /// An edit whose clock is behind the record's last edit gives way without a word.
    LatestClockWins "latest-clock-wins";
    /// A refused change takes those with it that were handed in after it.
    RefusalTakesRest "refusal-takes-rest";
    /// The database lets a visit overlap another, and so do the rules.
    OverlapLetThrough "overlap-let-through";
    /// Rows that a restored server does not hold stay on workstations.
    CopyWithoutSweep "copy-without-sweep";
    /// What a restored server lacks is not handed in again.
    ArchiveNotHandedIn "archive-not-handed-in";
    /// A first copy that lacks its last chunk is called complete.
    CopyCutShort "copy-cut-short";
    /// A version leaves no trace in the history.
    HistoryForgotten "history-forgotten";
}

#[cfg(feature = "simulation")]
mod set {
    use std::sync::OnceLock;

    use super::Bug;

    type Source = Box<dyn Fn() -> [u8; 16] + Send + Sync>;

    static SOURCE: OnceLock<Source> = OnceLock::new();
    static LOOSE: OnceLock<Bug> = OnceLock::new();

    /// From now on, ids of this process take their chance from `source`. The first call holds.
    pub fn draw_from(source: impl Fn() -> [u8; 16] + Send + Sync + 'static) {
        let _ = SOURCE.set(Box::new(source));
    }

    /// From now on, this process has that bug. The first call holds.
    pub fn let_loose(bug: Bug) {
        let _ = LOOSE.set(bug);
    }

    /// Whether that bug is loose.
    pub fn has(bug: Bug) -> bool {
        LOOSE.get() == Some(&bug)
    }

    /// Sixteen random bytes.
    pub(crate) fn chance() -> [u8; 16] {
        SOURCE
            .get()
            .map_or_else(|| uuid::Uuid::new_v4().into_bytes(), |source| source())
    }
}

#[cfg(not(feature = "simulation"))]
mod set {
    use super::Bug;

    /// Whether that bug is loose: never.
    pub const fn has(_: Bug) -> bool {
        false
    }

    /// Sixteen random bytes.
    pub(crate) fn chance() -> [u8; 16] {
        uuid::Uuid::new_v4().into_bytes()
    }
}

pub(crate) use set::chance;
pub use set::has;
#[cfg(feature = "simulation")]
pub use set::{draw_from, let_loose};
