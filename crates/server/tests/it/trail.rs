//! The audit trail of workstations, handed in to the server: what it takes, and what it does not.

use std::sync::Arc;

use clinic::records::Role;
use server::audit::verify;
use sync::{Carried, Carrier, SyncError, Worker};
use testkit::id;
use wire::{
    Code,
    audit::{
        AccessReportRequest, AuditOutcome, AuditQuestion, AuditTrailRequest, UnusualAccessRequest,
    },
    sync::{
        ChainHash, ChainedLine, Checkpoint, SERVER_WRITER, TrailEnd, TrailLine, TrailOutcome,
        TrailRequest,
    },
};

use super::{
    desk::{Desk, booking, registration},
    place::Place,
};

/// Later, when lines are due again, and two exchanges.
async fn handed_in(place: &Place, desk: &mut Desk) {
    place.clock.advance(60_000);
    desk.until_shared().await;
}

fn device(desk: &Desk) -> String {
    desk.identity.as_ref().unwrap().device.to_string()
}

async fn end_here(desk: &Desk) -> TrailEnd {
    let mut tx = desk.store.read().await.unwrap();
    tx.trail_end(&device(desk)).await.unwrap()
}

async fn end_there(place: &Place, writer: &str) -> TrailEnd {
    let inside = place.inside().await;
    let end = inside
        .read()
        .await
        .unwrap()
        .trail_end(writer)
        .await
        .unwrap();
    inside.close().await;
    end
}

async fn in_order(place: &Place) -> Vec<u64> {
    let verified = verify(place.kept(), None).await.unwrap();
    assert_eq!(verified.fault, None, "{verified}");
    verified.chains.iter().map(|chain| chain.lines).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_at_a_desk_stands_in_order_on_the_server() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.done("register_patient", registration(1, "Walsh"))
        .await;
    handed_in(&place, &mut desk).await;
    desk.done("register_patient", registration(2, "Farrelly"))
        .await;
    handed_in(&place, &mut desk).await;

    let here = end_here(&desk).await;
    assert_eq!(here.sequence, 2);
    assert_eq!(end_there(&place, &device(&desk)).await, here);
    // The two as they were judged, and the two as they were made.
    assert_eq!(in_order(&place).await, [2, 2]);

    let kept = desk
        .store
        .read()
        .await
        .unwrap()
        .setting(sync::CHECKPOINT)
        .await;
    let kept: Checkpoint = serde_json::from_str(&kept.unwrap().unwrap()).unwrap();
    assert_eq!((kept.writer.clone(), kept.end()), (device(&desk), here));
    let file = place.folder.path().join("kept.txt");
    std::fs::write(&file, serde_json::to_string(&kept).unwrap()).unwrap();
    let against = verify(place.kept(), Some(&file)).await.unwrap();
    assert_eq!((against.fault, against.of_other_keys), (None, 0));
}

fn line(command: &str) -> TrailLine {
    TrailLine {
        at: "2026-11-20T09:30:00.000Z".into(),
        person: id("person", 1).to_string(),
        device: id("device", 9).to_string(),
        command: command.into(),
        outcome: "done".into(),
        ..TrailLine::default()
    }
}

fn chain(writer: &str, commands: &[&str]) -> Vec<ChainedLine> {
    let mut end = TrailEnd::default();
    commands
        .iter()
        .map(|command| {
            let line = ChainedLine::after(writer.to_owned(), end, line(command));
            end = line.end();
            line
        })
        .collect()
}

async fn incidents(place: &Place, kind: &str) -> u64 {
    let inside = place.inside().await;
    let count = inside
        .read()
        .await
        .unwrap()
        .incident_count(kind)
        .await
        .unwrap();
    inside.close().await;
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_do_not_go_on_are_refused_and_changes_are_shared_all_the_same() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let (client, writer) = (desk.client(), format!("{}.rescued", device(&desk)));
    let hand_in = async |lines: Vec<ChainedLine>| {
        let writer = writer.clone();
        client.hand_in_trail(&TrailRequest { writer, lines }).await
    };
    let whole = chain(&writer, &["a", "b", "c", "d"]);
    let first = hand_in(whole[..2].to_vec()).await.unwrap();
    assert_eq!(first.outcome, TrailOutcome::Taken);
    assert_eq!(first.checkpoint.unwrap().end(), whole[1].end());
    let again = hand_in(whole[..3].to_vec()).await.unwrap();
    assert_eq!(again.outcome, TrailOutcome::Taken, "a repeat is harmless");

    let mut changed = whole[3].clone();
    changed.line.outcome = "not_permitted".into();
    let mut pieces = whole.clone();
    pieces.remove(2);
    let other = chain(&writer, &["a", "x", "c", "d"]);
    for (lines, outcome) in [
        (
            chain(&writer, &["a", "b", "c", "d", "e"]).split_off(4),
            TrailOutcome::Gap { have_through: 3 },
        ),
        (pieces, TrailOutcome::Gap { have_through: 3 }),
        (vec![changed], TrailOutcome::Changed { sequence: 4 }),
        (other[1..2].to_vec(), TrailOutcome::Forked { sequence: 2 }),
        (other[3..].to_vec(), TrailOutcome::Forked { sequence: 4 }),
    ] {
        let refused = hand_in(lines).await.unwrap();
        assert_eq!(refused.outcome, outcome);
        assert_eq!(refused.checkpoint.unwrap().end(), whole[2].end());
    }
    for kind in ["audit_gap", "audit_changed", "audit_forked"] {
        assert_eq!(incidents(&place, kind).await, 1, "{kind}, once");
    }
    let someone_elses = TrailRequest {
        writer: id("device", 9).to_string(),
        lines: Vec::new(),
    };
    for foreign in [
        client.hand_in_trail(&someone_elses).await,
        hand_in(chain(SERVER_WRITER, &["a"])).await,
    ] {
        let Err(SyncError::Refused(failure)) = foreign else {
            panic!("a chain that is not its own");
        };
        assert_eq!(failure.code, Code::BadRequest);
    }
    desk.done("register_patient", registration(1, "Walsh"))
        .await;
    handed_in(&place, &mut desk).await;
    in_order(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_whose_lines_are_not_taken_goes_on_sharing() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    // Somebody was here before under its name.
    let writer = device(&desk);
    let lines = chain(&writer, &["another"]);
    let request = TrailRequest { writer, lines };
    let taken = desk.client().hand_in_trail(&request).await.unwrap();
    assert_eq!(taken.outcome, TrailOutcome::Taken);
    for (n, family) in [(1, "Walsh"), (2, "Farrelly")] {
        desk.done("register_patient", registration(n, family)).await;
        handed_in(&place, &mut desk).await;
    }
    assert_eq!(incidents(&place, "audit_forked").await, 1);
    assert_eq!(end_there(&place, &device(&desk)).await.sequence, 1);
}

/// A server from before the trail was handed in.
struct Older(server::Handed);

impl Carrier for Older {
    fn carry(&self, request: http::Request<Vec<u8>>) -> Carried<'_> {
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            if parts.uri.path().contains("/audit") {
                parts.uri = "http://here/sync/v1/nothing".parse().unwrap();
            }
            Ok(self.0.answer(http::Request::from_parts(parts, body)).await)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_server_takes_no_lines_and_everything_else() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let change = desk
        .done("register_patient", registration(1, "Walsh"))
        .await;
    let inside = place.inside().await;
    let handed = server::Handed::open(inside, &place.options(), place.clock.clone()).await;
    let client = desk.client().over(Arc::new(Older(handed.unwrap())));
    let (news, _) = tokio::sync::mpsc::unbounded_channel();
    let identity = desk.identity.clone().unwrap();
    let worker = Worker::new(
        desk.store.clone(),
        identity,
        client,
        desk.clock.clone(),
        news,
    );
    place.clock.advance(60_000);
    worker.await.unwrap().exchange().await.unwrap();
    let known = desk.client().known(vec![change.id]).await.unwrap();
    assert_eq!(known.known.len(), 1, "the change was shared");
    assert_eq!(end_there(&place, &device(&desk)).await.sequence, 0);
    assert_eq!(end_here(&desk).await.sequence, 1, "the line waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_server_gets_again_what_it_lacks() {
    let mut place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.done("register_patient", registration(1, "Before"))
        .await;
    handed_in(&place, &mut desk).await;
    let backup = place.back_up("backup.db").await;
    desk.done("register_patient", registration(2, "After"))
        .await;
    handed_in(&place, &mut desk).await;
    let here = end_here(&desk).await;
    place.restore(&backup).await;
    assert!(end_there(&place, &device(&desk)).await.sequence < here.sequence);
    desk.done("register_patient", registration(3, "Later"))
        .await;
    handed_in(&place, &mut desk).await;
    handed_in(&place, &mut desk).await;
    assert_eq!(
        end_there(&place, &device(&desk)).await,
        end_here(&desk).await
    );
    // The desk's, the server's of before, and the one that it began when it was restored.
    assert_eq!(in_order(&place).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_reads_who_did_what_and_is_written_down() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.done("register_patient", registration(1, "Walsh"))
        .await;
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    handed_in(&place, &mut desk).await;
    let administrator = place.seed.person(Role::Administrator);
    let client = desk.asking(administrator).await;
    let ask = async |question: AuditTrailRequest| {
        let person = administrator;
        let question = AuditQuestion { person, question };
        client.audit_trail(&question).await.unwrap()
    };
    let all = ask(AuditTrailRequest::default()).await;
    assert_eq!((all.lines.len(), all.more), (6, false), "{:?}", all.lines);
    let newest = &all.lines[0];
    assert_eq!(
        (newest.command.as_str(), newest.person),
        ("audit_trail", administrator)
    );
    assert_eq!(newest.workstation.as_deref(), Some("A"));
    let patient = testkit::id("patient", 1).to_string().parse().unwrap();
    let narrowed = ask(AuditTrailRequest {
        patient: Some(patient),
        command: Some("book_appointment".into()),
        outcome: Some(AuditOutcome::Done),
        from: Some("2026-11-20".parse().unwrap()),
        to: Some("2026-11-20".parse().unwrap()),
        ..AuditTrailRequest::default()
    })
    .await;
    assert_eq!(narrowed.lines.len(), 2, "made here, judged there");
    let named = narrowed.lines[0].patient.as_ref().unwrap();
    assert!(named.display_name.starts_with("WALSH"));
    let refused = ask(AuditTrailRequest {
        outcome: Some(AuditOutcome::Refused),
        ..AuditTrailRequest::default()
    });
    assert!(refused.await.lines.is_empty());

    let nosy = AuditQuestion {
        person: place.seed.person(Role::Reception),
        question: AuditTrailRequest::default(),
    };
    // Neither under the administrator's name, nor under their own.
    let own = desk.asking(nosy.person).await;
    for (client, code) in [(&client, Code::PersonNotProven), (&own, Code::NotPermitted)] {
        let Err(SyncError::Refused(failure)) = client.audit_trail(&nosy).await else {
            panic!("reception must not read it");
        };
        assert_eq!(failure.code, code);
    }
    let refused = ask(AuditTrailRequest {
        outcome: Some(AuditOutcome::Refused),
        ..AuditTrailRequest::default()
    });
    assert_eq!(refused.await.lines[0].refused, Some(Code::NotPermitted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_says_each_access_once_and_what_stands_out() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.done("register_patient", registration(1, "Walsh"))
        .await;
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    handed_in(&place, &mut desk).await;
    let person = place.seed.person(Role::Administrator);
    let patient = testkit::id("patient", 1).to_string().parse().unwrap();
    let question = AccessReportRequest {
        patient,
        from: None,
        to: None,
    };
    let client = desk.asking(person).await;
    let report = client
        .access_report(&AuditQuestion { person, question })
        .await;
    let report = report.unwrap();
    let commands: Vec<_> = report
        .lines
        .iter()
        .map(|line| line.command.as_str())
        .collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    assert_eq!(commands[0], "access_report", "the latest first");

    let question = UnusualAccessRequest { days: 7 };
    let found = client
        .unusual_access(&AuditQuestion { person, question })
        .await;
    assert!(
        found.unwrap().found.is_empty(),
        "a visit ties the patient to the day"
    );
    let unknown = AccessReportRequest {
        patient: testkit::id("patient", 99).to_string().parse().unwrap(),
        from: None,
        to: None,
    };
    let question = AuditQuestion {
        person,
        question: unknown,
    };
    let Err(SyncError::Refused(failure)) = client.access_report(&question).await else {
        panic!("nobody by that id");
    };
    assert_eq!(failure.code, Code::NotFound);
    assert_ne!(ChainHash::ZERO, end_here(&desk).await.hash);
}
