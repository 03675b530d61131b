//! The same work beside a peer: `PouchDB` on both sides, with `express-pouchdb` between. Each side runs in
//! processes of its own, one after the other on the same machine, with the same documents.

mod anomalies;
mod documents;
mod ours;
mod phase;
mod report;
mod station;
mod theirs;

use crate::{Broken, figure::say, place};

use self::phase::Work;

/// The role in which this program starts itself: our side, watched from outside as the other is.
pub(crate) const OURS: &str = "peer-ours";

const PEER: &str = "PouchDB";
const WORK: [Work; 2] = [
    Work {
        patients: 20_000,
        changes: 5_000,
        samples: 100,
    },
    Work {
        patients: 100_000,
        changes: 5_000,
        samples: 100,
    },
];
const QUICK: [Work; 1] = [Work {
    patients: 2_000,
    changes: 500,
    samples: 20,
}];

/// Measures both, in alternation.
pub(crate) fn measure(arguments: &[String]) -> Result<(), Broken> {
    let work: &[Work] = match arguments {
        [] => &WORK,
        [word] if word == "--quick" => &QUICK,
        _ => return Err("only --quick is understood".into()),
    };
    let scratch = place::scratch()?;
    let peer = theirs::Peer::install()?;
    for work in work {
        let file = scratch.path().join("documents.jsonl");
        let bytes = documents::write(&file, work.documents())?;
        say(&format!(
            "{} patients, {} bytes each; {} pushed",
            work.patients, bytes, work.changes
        ));
        let ours = ours::watch(*work)?;
        let theirs = peer.watch(*work, &file, scratch.path())?;
        report::show(*work, &ours, &theirs)?;
    }
    let ours = ours::anomalies()?;
    let file = scratch.path().join("anomalies.jsonl");
    documents::write(&file, 0..anomalies::PATIENTS)?;
    report::show_anomalies(&ours, &peer.anomalies(&file, scratch.path())?);
    Ok(())
}

/// Does our side's work, in a process that is watched.
pub(crate) async fn be_ours(arguments: &[String]) -> Result<(), Broken> {
    match arguments {
        [] => anomalies::run().await,
        [patients, changes, samples] => {
            let work = Work {
                patients: patients.parse()?,
                changes: changes.parse()?,
                samples: samples.parse()?,
            };
            Box::pin(ours::run(work)).await
        }
        _ => Err("three numbers, or none".into()),
    }
}
