//! The audit trail: what its line adds to a command, and how long a million lines take to verify.

use std::time::Instant;

use clinic::records::Role;
use server::{audit::verify, backup};
use sha2::{Digest, Sha256};
use store::{Key, Mode, OpenOptions, Store};
use values::ids::{DeviceId, PersonId};
use workflows::{AuditLine, DONE, Records};

use crate::{
    Broken,
    clinic_day::registration,
    figure::{Figure, number, say},
    place::{Place, clock},
    samples::Samples,
};

const WARM_UP: usize = 20;
const COMMANDS: usize = 300;
/// Enough that the disk, which is asked once for all, does not count.
const LINES: usize = 20_000;
const TRAIL: usize = 1_000_000;
/// Lines of one transaction while the trail is laid.
const BATCH: usize = 20_000;
/// What a line of the trail comes to with its hashes, for the baseline.
const LINE_BYTES: usize = 400;

pub(crate) async fn measure() -> Result<(), Broken> {
    let mut place = Place::open().await?;
    share(&place).await?;
    place.stop_server().await;
    whole(&place).await?;
    place.close().await;
    Ok(())
}

/// A command with its line, beside that line alone: written and chained.
async fn share(place: &Place) -> Result<(), Broken> {
    let desk = place.desk("desk", Role::Reception, None).await?;
    let mut commands = Samples::after(WARM_UP);
    for n in 0..WARM_UP + COMMANDS {
        let (_, request) = registration(n);
        desk.until_idle(values::Instant::from_millis(0)).await?;
        let (_, took) = desk.timed("register_patient", request).await?;
        commands.add(took);
    }
    desk.stop().await;
    let options = OpenOptions {
        path: place.folder().join("line.db"),
        key: Some(Key::new([7; 32])),
    };
    let store = Store::open(&options).await?;
    let began = Instant::now();
    lay(&store, LINES).await?;
    let line = began.elapsed().as_secs_f64() * 1_000.0 / number(LINES);
    store.close().await;
    let command = commands.ms(50)?;
    Figure::new("audit line in its transaction", line, "ms")
        .beside(command, "register_patient, whole")
        .show();
    Figure::new(
        "audit line, of a command's time",
        100.0 * line / command,
        "%",
    )
    .aim("<= 5")
    .show();
    Ok(())
}

/// A million lines at the server, each hash computed anew.
async fn whole(place: &Place) -> Result<(), Broken> {
    let folder = place.folder().join("server");
    let options = OpenOptions {
        path: folder.join("server.db"),
        key: None,
    };
    let store = Store::open(&options).await?;
    let began = Instant::now();
    for _ in 0..TRAIL / BATCH {
        lay(&store, BATCH).await?;
    }
    store.close().await;
    say(&format!("{TRAIL} lines in {} s", began.elapsed().as_secs()));
    let began = Instant::now();
    let found = verify(&backup::Place::Folder(folder), None).await?;
    let took = began.elapsed().as_secs_f64();
    if found.fault.is_some() {
        return Err("the trail is not in order".into());
    }
    let hashes = hashes(found.lines());
    Figure::new("audit trail of a million lines verified", took, "s")
        .beside(hashes, "SHA-256 of as many bytes")
        .aim("<= 10")
        .show();
    Ok(())
}

async fn lay(store: &Store, lines: usize) -> Result<(), Broken> {
    let now = clock().now();
    let (person, device) = (PersonId::at(now), DeviceId::at(now));
    let mut tx = store.write(Mode::Optimistic).await?;
    for _ in 0..lines {
        tx.audit(AuditLine {
            at: now,
            person,
            role: Some(Role::Reception),
            device,
            command: "register_patient".to_owned(),
            patient: None,
            outcome: DONE.to_owned(),
            reason: None,
        })
        .await?;
    }
    tx.chain_waiting().await?;
    tx.commit().await?;
    Ok(())
}

fn hashes(lines: u64) -> f64 {
    let line = [b'x'; LINE_BYTES];
    let began = Instant::now();
    for _ in 0..lines {
        std::hint::black_box(Sha256::digest(line));
    }
    began.elapsed().as_secs_f64()
}
