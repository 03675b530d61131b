//! The audit trail as chains.

use clinic::records::Role;
use serde_json::json;
use store::{AUDIT_WRITER, Store};
use testkit::{TestClinic, id};
use values::ids::{DeviceId, PatientId, PersonId};
use wire::sync::{ChainHash, ChainedLine, SERVER_WRITER, TrailEnd};
use workflows::{AuditLine, Records};

use crate::engines::{Engine, on_every_engine, on_every_file};

on_every_engine!(
    lines_go_on_from_one_another,
    a_line_is_hashed_as_it_is_kept,
    what_a_savepoint_undid_leaves_no_gap,
    lines_of_others_are_kept_beside_its_own,
    no_line_can_be_changed_or_taken_out,
);

// A server has one chain for as long as its database.
on_every_file!(
    another_identity_begins_another_chain_with_what_was_not_handed_in,
    what_fails_after_a_line_takes_the_line_with_it,
);

fn line(command: &str) -> AuditLine {
    AuditLine {
        at: testkit::START.parse().unwrap(),
        person: PersonId::from_uuid(id("person", 1)),
        role: Some(Role::Doctor),
        device: DeviceId::from_uuid(id("device", 1)),
        command: command.to_owned(),
        patient: Some(PatientId::from_uuid(id("patient", 1))),
        outcome: "done".to_owned(),
        reason: None,
    }
}

async fn add(engine: Engine, store: &Store, commands: &[&str]) {
    let mut tx = engine.write(store).await.unwrap();
    for command in commands {
        tx.audit(line(command)).await.unwrap();
    }
    tx.commit().await.unwrap();
    store.chain_lines().await.unwrap();
}

async fn chain(store: &Store, writer: &str) -> Vec<ChainedLine> {
    let mut tx = store.read().await.unwrap();
    tx.trail_after(writer, 0, 1_000).await.unwrap()
}

/// The commands of a chain that is whole.
async fn whole(store: &Store, writer: &str) -> Vec<String> {
    let mut end = TrailEnd::default();
    let lines = chain(store, writer).await;
    for line in &lines {
        assert_eq!(line.sequence, end.sequence + 1);
        assert_eq!(line.previous, end.hash);
        assert_eq!(line.hash, line.computed());
        end = line.end();
    }
    let newest = store.read().await.unwrap().trail_end(writer).await.unwrap();
    assert_eq!(newest, end);
    lines.into_iter().map(|line| line.line.command).collect()
}

async fn lines_go_on_from_one_another(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let before = whole(&clinic.store, SERVER_WRITER).await.len();
    add(engine, &clinic.store, &["a", "b"]).await;
    add(engine, &clinic.store, &["c"]).await;
    let commands = whole(&clinic.store, SERVER_WRITER).await;
    assert_eq!(commands[before..], ["a", "b", "c"]);
}

async fn a_line_is_hashed_as_it_is_kept(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let nobody = AuditLine {
        role: None,
        patient: None,
        outcome: "wrong_password".into(),
        reason: Some("ünconscious\n".into()),
        ..line("sign_in")
    };
    tx.audit(nobody).await.unwrap();
    tx.commit().await.unwrap();
    clinic.store.chain_lines().await.unwrap();
    let lines = chain(&clinic.store, SERVER_WRITER).await;
    let kept = lines.last().unwrap();
    assert_eq!(kept.line.role, "");
    assert_eq!(kept.line.patient, None);
    assert_eq!(kept.line.reason.as_deref(), Some("ünconscious\n"));
    let at: values::Instant = testkit::START.parse().unwrap();
    assert_eq!(kept.line.at, at.to_string());
    assert_eq!(kept.hash, kept.computed());
}

async fn what_a_savepoint_undid_leaves_no_gap(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.audit(line("kept")).await.unwrap();
    tx.savepoint().await.unwrap();
    tx.audit(line("undone")).await.unwrap();
    tx.rollback_to_savepoint().await.unwrap();
    tx.audit(line("after")).await.unwrap();
    tx.commit().await.unwrap();
    clinic.store.chain_lines().await.unwrap();
    let commands = whole(&clinic.store, SERVER_WRITER).await;
    assert!(commands.ends_with(&["kept".to_owned(), "after".to_owned()]));
}

async fn lines_of_others_are_kept_beside_its_own(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let theirs = id("device", 7).to_string();
    let mut end = TrailEnd::default();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    for command in ["x", "y"] {
        let line = wire::sync::TrailLine {
            at: testkit::START.into(),
            command: command.into(),
            outcome: "done".into(),
            ..wire::sync::TrailLine::default()
        };
        let line = ChainedLine::after(theirs.clone(), end, line);
        tx.take_line(&line).await.unwrap();
        end = line.end();
    }
    tx.commit().await.unwrap();
    add(engine, &clinic.store, &["own"]).await;
    assert_eq!(whole(&clinic.store, &theirs).await, ["x", "y"]);
    let mut tx = clinic.store.read().await.unwrap();
    let chains = tx.trail_chains().await.unwrap();
    assert!(
        chains
            .iter()
            .any(|chain| chain.writer == theirs && chain.end == end)
    );
    assert!(chains.iter().any(|chain| chain.writer == SERVER_WRITER));
    assert_eq!(tx.trail_hash_at(&theirs, 2).await.unwrap(), Some(end.hash));
    assert_eq!(tx.trail_hash_at(&theirs, 3).await.unwrap(), None);
    drop(tx);
    // A place is given once.
    let mut again = chain(&clinic.store, &theirs).await.pop().unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    again.hash = ChainHash::of(b"another");
    assert!(tx.take_line(&again).await.is_err());
}

async fn no_line_can_be_changed_or_taken_out(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    add(engine, &clinic.store, &["a"]).await;
    for taking_out in [false, true] {
        let mut tx = engine.write(&clinic.store).await.unwrap();
        assert!(tx.tamper_with_audit(taking_out).await.is_err());
    }
    whole(&clinic.store, SERVER_WRITER).await;
}

async fn another_identity_begins_another_chain_with_what_was_not_handed_in(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let (old, new) = (id("device", 1).to_string(), id("device", 2).to_string());
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.set_setting(store::DEVICE, &old).await.unwrap();
    tx.commit().await.unwrap();
    add(engine, &clinic.store, &["handed", "b", "c"]).await;
    let mut tx = engine.write(&clinic.store).await.unwrap();
    assert_eq!(tx.trail_writer().await.unwrap(), old);
    tx.begin_trail(&new, (&old, 1)).await.unwrap();
    tx.commit().await.unwrap();
    add(engine, &clinic.store, &["d"]).await;
    assert_eq!(whole(&clinic.store, &old).await, ["handed", "b", "c"]);
    assert_eq!(whole(&clinic.store, &new).await, ["b", "c", "d"]);
    let mut tx = clinic.store.read().await.unwrap();
    assert_eq!(tx.setting(AUDIT_WRITER).await.unwrap(), Some(new));
}

async fn what_fails_after_a_line_takes_the_line_with_it(engine: Engine) {
    let clinic: TestClinic = engine.clinic().await.unwrap();
    add(engine, &clinic.store, &["a"]).await;
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.audit(line("never")).await.unwrap();
    drop(tx);
    add(engine, &clinic.store, &["b"]).await;
    let commands = whole(&clinic.store, SERVER_WRITER).await;
    assert!(commands.ends_with(&["a".to_owned(), "b".to_owned()]));
    let refused = clinic
        .run(Role::Reception, "credit_invoice", json!({}))
        .await;
    assert!(refused.is_err());
    assert_eq!(whole(&clinic.store, SERVER_WRITER).await, commands);
}
