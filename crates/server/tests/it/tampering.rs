//! Whoever has the file of a server can change its audit trail. It is found, and the first line is named.

use std::{path::Path, process::Command};

use server::{
    audit::{Fault, FaultAt, checkpoint, verify},
    backup,
};
use store::{Mode, OpenOptions, Store};
use wire::sync::{ChainedLine, SERVER_WRITER, TrailEnd};

use crate::{desk::registration, place::Place};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mainstay-server");

async fn open(data: &Path) -> Store {
    let path = data.join("server.db");
    Store::open(&OpenOptions { path, key: None }).await.unwrap()
}

/// A stopped server with six lines of its own, and a checkpoint of them.
async fn with_lines() -> (Place, std::path::PathBuf) {
    let mut place = Place::open().await;
    let mut desk = place.desk("one").await;
    for n in 1..=6 {
        desk.done("register_patient", registration(n, "Walsh"))
            .await;
    }
    place.clock.advance(60_000);
    desk.until_shared().await;
    desk.pause();
    place.stop().await;
    let file = place.folder.path().join("checkpoint.txt");
    let now = values::Clock::now(place.clock.as_ref());
    assert_eq!(checkpoint(place.kept(), &file, now).await.unwrap(), 2);
    (place, file)
}

/// A copy of the server's folder, in which somebody did something to the trail.
async fn tampered(place: &Place, name: &str, statements: &[&'static str]) -> backup::Place {
    let data = place.folder.path().join(name);
    std::fs::create_dir_all(&data).unwrap();
    for file in ["server.db", "audit.key"] {
        std::fs::copy(place.data().join(file), data.join(file)).unwrap();
    }
    let store = open(&data).await;
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.force_audit(statements).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    backup::Place::Folder(data)
}

fn at(sequence: u64, fault: Fault) -> FaultAt {
    FaultAt {
        chain: SERVER_WRITER.to_owned(),
        sequence,
        fault,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_of_tampering_is_found_and_the_first_line_named() {
    let (place, kept) = with_lines().await;
    let untouched = verify(place.kept(), Some(&kept)).await.unwrap();
    assert_eq!((untouched.fault, untouched.checkpoints), (None, 2));
    let ways: [(&str, &[&str], bool, FaultAt); 7] = [
        (
            "edited",
            &["update audit set outcome = 'not_permitted' where writer = 'server' and seq = 3"],
            false,
            at(3, Fault::Changed),
        ),
        (
            "another person",
            &["update audit set person = device where writer = 'server' and seq = 6"],
            false,
            at(6, Fault::Changed),
        ),
        (
            "deleted",
            &["delete from audit where writer = 'server' and seq in (2, 3)"],
            false,
            at(2, Fault::Missing { until: 4 }),
        ),
        (
            "reordered",
            &[
                "update audit set seq = 1000 where writer = 'server' and seq = 4",
                "update audit set seq = 4 where writer = 'server' and seq = 5",
                "update audit set seq = 5 where writer = 'server' and seq = 1000",
            ],
            false,
            at(4, Fault::Reordered { was: 5 }),
        ),
        (
            "closed up",
            &[
                "delete from audit where writer = 'server' and seq = 2",
                "update audit set seq = seq - 1 where writer = 'server' and seq = 3",
                "update audit set seq = seq - 1 where writer = 'server' and seq = 4",
                "update audit set seq = seq - 1 where writer = 'server' and seq = 5",
                "update audit set seq = seq - 1 where writer = 'server' and seq = 6",
            ],
            false,
            at(2, Fault::Reordered { was: 3 }),
        ),
        (
            "cut off",
            &["delete from audit where writer = 'server' and seq > 4"],
            true,
            at(5, Fault::CutOff { end: 4 }),
        ),
        (
            "all gone",
            &["delete from audit where writer = 'server'"],
            true,
            at(1, Fault::CutOff { end: 0 }),
        ),
    ];
    for (way, statements, against, fault) in ways {
        let data = tampered(&place, way, statements).await;
        let alone = verify(&data, None).await.unwrap();
        assert_eq!(alone.fault.is_none(), against, "{way}");
        let found = verify(&data, Some(&kept)).await.unwrap();
        assert_eq!(found.fault, Some(fault), "{way}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trail_that_was_written_anew_is_found_by_a_checkpoint() {
    let (place, kept) = with_lines().await;
    let data = tampered(&place, "forked", &[]).await;
    let backup::Place::Folder(folder) = &data else {
        panic!("a folder");
    };
    let store = open(folder).await;
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    let lines = tx.trail_after(SERVER_WRITER, 0, 100).await.unwrap();
    tx.force_audit(&["delete from audit where writer = 'server'"])
        .await
        .unwrap();
    let mut end = TrailEnd::default();
    for old in lines {
        let mut line = old.line;
        if end.sequence == 2 {
            line.command = "directory".into();
        }
        let line = ChainedLine::after(SERVER_WRITER.into(), end, line);
        end = line.end();
        tx.take_line(&line).await.unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
    assert_eq!(verify(&data, None).await.unwrap().fault, None);
    let found = verify(&data, Some(&kept)).await.unwrap();
    assert_eq!(found.fault, Some(at(6, Fault::Rewritten)));
    // Whoever makes the checkpoint fit cannot sign it.
    let mut forged: Vec<String> = Vec::new();
    for text in std::fs::read_to_string(&kept).unwrap().lines() {
        let mut kept: wire::sync::Checkpoint = serde_json::from_str(text).unwrap();
        if kept.writer == SERVER_WRITER {
            kept.head = end.hash;
        }
        forged.push(serde_json::to_string(&kept).unwrap());
    }
    let file = place.folder.path().join("forged.txt");
    std::fs::write(&file, forged.join("\n")).unwrap();
    let found = verify(&data, Some(&file)).await.unwrap();
    assert_eq!(found.fault, Some(at(6, Fault::Unsigned)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_says_what_it_found_and_fails_when_something_is_wrong() {
    let (place, kept) = with_lines().await;
    let program = |arguments: &[&str], data: &Path| {
        let ran = Command::new(PROGRAM)
            .args(arguments)
            .arg("--data")
            .arg(data)
            .output();
        let ran = ran.unwrap();
        (ran.status.success(), String::from_utf8(ran.stdout).unwrap())
    };
    let (success, said) = program(&["audit", "verify"], &place.data());
    assert!(
        success && said.contains("in order: 12 lines in 2 chains"),
        "{said}"
    );
    let deleted = ["delete from audit where writer = 'server' and seq = 6"];
    let backup::Place::Folder(cut) = tampered(&place, "cut", &deleted).await else {
        panic!("a folder");
    };
    assert!(
        program(&["audit", "verify"], &cut).0,
        "nothing shows it but the checkpoint"
    );
    let against = ["audit", "verify", "--against", kept.to_str().unwrap()];
    let (success, said) = program(&against, &cut);
    assert!(
        !success && said.contains("server, line 6: cut off"),
        "{said}"
    );

    for (format, first) in [
        ("csv", "writer,sequence,at,"),
        ("fhir", "{\"resourceType\":\"AuditEvent\""),
    ] {
        let file = place.folder.path().join(format);
        let to = file.to_str().unwrap();
        let export = ["audit", "export", to, "--format", format];
        assert!(program(&export, &place.data()).0);
        assert!(!program(&export, &place.data()).0, "nothing is overwritten");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with(first), "{text}");
        let headings = usize::from(format == "csv");
        assert_eq!(text.lines().count(), 12 + headings);
        assert!(!text.contains("Walsh"), "ids only");
    }
}
