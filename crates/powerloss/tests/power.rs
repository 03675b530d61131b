//! A few runs on each side, and a disk that lies, which shows that a run can tell.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

use powerloss::{Outcome, Side, run};

const RUNS: u64 = 6;

fn outcomes(side: Side, lies: bool) -> Vec<Outcome> {
    let runs = (0..RUNS).map(|seed| {
        let folder = tempfile::tempdir().unwrap();
        run(side, seed, folder.path(), lies).unwrap()
    });
    runs.collect()
}

/// One test, because the disk is the process's.
#[test]
fn what_was_called_saved_survives_the_loss_of_power() {
    for side in [Side::Workstation, Side::Server] {
        let runs = outcomes(side, false);
        assert!(runs.iter().all(Outcome::is_kept), "{side:?}: {runs:?}");
        assert!(runs.iter().any(|run| run.acknowledged > 0), "{side:?}");
        let lied_to = outcomes(side, true);
        assert!(
            !lied_to.iter().all(Outcome::is_kept),
            "{side:?} notices nothing"
        );
    }
}
