//! Ctrl+C, as a wish that is carried out in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use xtask::failure::Failure;
use xtask::process;

/// Far longer than anyone keeps a window open.
const FOREVER: Duration = Duration::from_hours(24 * 365);

/// Set by Ctrl+C, a closed terminal or a polite kill, instead of ending this task at once.
#[derive(Debug)]
pub(crate) struct Interrupt {
    flag: Arc<AtomicBool>,
}

impl Interrupt {
    /// From here on those signals only set the flag.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&flag))
                .map_err(Failure::start("the Ctrl+C handler"))?;
        }
        Ok(Self { flag })
    }

    /// For waiting elsewhere.
    pub(crate) fn flag(&self) -> &AtomicBool {
        &self.flag
    }

    /// Waits until `done` or until the person wants to stop.
    pub(crate) fn wait_or(&self, mut done: impl FnMut() -> bool) {
        process::poll(FOREVER, || {
            (done() || self.flag.load(Ordering::Relaxed)).then_some(())
        });
    }
}
