//! Keeping what is in memory out of files: no core dumps, no looking in from other programs of the same account. And
//! keeping keys out of memory once nobody needs them.

use std::hint::black_box;

use zeroize::Zeroizing;

/// More than what unwraps a key takes of the stack.
const BELOW: usize = 96 * 1_024;

/// Writes over what earlier calls left below on this thread's stack. Values that hold keys wipe themselves where they
/// end, but not where they were moved from, and libraries keep steps of their work there.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "it is the stack that is written over"
)]
pub(crate) fn wipe_stack() {
    black_box(&mut Zeroizing::new([0_u8; BELOW]));
}

/// Asks the system for it. What it refuses is told in the log, and nothing else changes.
#[cfg(target_os = "linux")]
pub fn keep_private() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let nothing = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let kept = setrlimit(Resource::Core, nothing)
        .and_then(|()| set_dumpable_behavior(DumpableBehavior::NotDumpable));
    if let Err(error) = kept {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "a crash may leave memory in a file"
        );
    }
}

/// Nothing is asked for on this system yet.
#[cfg(not(target_os = "linux"))]
pub fn keep_private() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn a_crash_leaves_no_memory_in_a_file() {
        keep_private();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
