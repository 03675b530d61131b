//! A restored server is refilled from what the workstations keep.

use std::sync::Arc;

use axum::http::Request;
use clinic::records::Kind;
use store::Mode;
use sync::{Carried, Carrier, Laying, SyncError, Worker};
use testkit::id;
use tokio::sync::mpsc;
use values::Clock;
use wire::{
    Code, Failure,
    sync::{PushOutcome, PushRequest},
};

use super::{
    desk::{booking, registration, rows},
    place::Place,
};

#[tokio::test(flavor = "multi_thread")]
async fn two_workstations_hand_in_again_what_a_backup_lacked() {
    let mut place = Place::open().await;
    let mut one = place.desk("one").await;
    let mut two = place.desk("two").await;
    one.done("register_patient", registration(1, "Before"))
        .await;
    one.until_shared().await;
    let backup = place.back_up("backup.db").await;
    // What the backup lacks; the second workstation's booking stands on the first one's patient.
    one.done("register_patient", registration(2, "After")).await;
    one.until_shared().await;
    let before_booking = place.rows().await;
    two.until_rows(&before_booking).await;
    two.done("book_appointment", booking(1, 2, "10:00")).await;
    two.until_shared().await;
    let full = place.rows().await;
    one.until_rows(&full).await;
    one.pause();

    place.restore(&backup).await;
    assert!(
        !place
            .rows()
            .await
            .contains_key(&(Kind::Patient, id("patient", 2)))
    );
    // The booking comes first and waits for its patient, instead of being refused.
    two.until("it hands in again", |status, waiting| {
        status.refilling && waiting == 1
    })
    .await;
    one.start().await;
    for desk in [&mut one, &mut two] {
        desk.until_shared().await;
    }
    let refilled = place.rows().await;
    assert_eq!(
        refilled.keys().collect::<Vec<_>>(),
        full.keys().collect::<Vec<_>>(),
        "everything is there once"
    );
    for desk in [&mut one, &mut two] {
        desk.until_rows(&refilled).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_workstation_can_hand_in_again_is_swept_from_every_copy() {
    let mut place = Place::open().await;
    let mut one = place.desk("one").await;
    let mut gone = place.desk("gone").await;
    let backup = place.back_up("backup.db").await;
    gone.done("register_patient", registration(1, "Lost")).await;
    gone.until_shared().await;
    let full = place.rows().await;
    one.until_rows(&full).await;
    gone.pause();
    place.restore(&backup).await;
    let restored = place.rows().await;
    one.until_rows(&restored).await;
    assert!(!restored.contains_key(&(Kind::Patient, id("patient", 1))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_joined_after_the_backup_joins_again_with_everything() {
    let mut place = Place::open().await;
    let backup = place.back_up("backup.db").await;
    let mut late = place.desk("late").await;
    late.done("register_patient", registration(1, "Late")).await;
    late.until_shared().await;
    let letters = late.identity.as_ref().unwrap().code.clone();
    place.restore(&backup).await;
    late.until("it is told", |status, _| {
        status.stopped == Some(wire::local::SharingStop::NotSignedIn)
    })
    .await;
    let identity = place.join("late").await;
    assert_ne!(
        identity.code, letters,
        "its letter code is given to nobody again"
    );
    late.take_on(identity).await;
    late.start().await;
    late.until_shared().await;
    let shared = place.rows().await;
    assert!(shared.contains_key(&(Kind::Patient, id("patient", 1))));
    late.until_rows(&shared).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_change_that_waits_blocks_only_what_names_the_same_record() {
    let mut place = Place::open().await;
    let mut desk = place.desk("one").await;
    let mut other = place.desk("two").await;
    let backup = place.back_up("backup.db").await;
    other
        .done("register_patient", registration(1, "Awaited"))
        .await;
    other.until_shared().await;
    let rows_then = place.rows().await;
    desk.until_rows(&rows_then).await;
    desk.pause();
    other.pause();
    let booked = desk.done("book_appointment", booking(1, 1, "10:00")).await;
    let apart = desk
        .done("register_patient", registration(2, "Apart"))
        .await;
    let cancelled = desk
        .done(
            "cancel_appointment",
            serde_json::json!({ "appointment": id("appointment", 1), "reason": "Ill" }),
        )
        .await;
    place.restore(&backup).await;
    let push = PushRequest {
        again: vec![booked.id],
        changes: vec![booked, apart, cancelled],
    };
    let answer = desk.client().push(&push).await.unwrap();
    assert!(
        matches!(
            answer.outcomes[..],
            [
                PushOutcome::Retry { .. },
                PushOutcome::Applied { .. },
                PushOutcome::Retry { .. }
            ]
        ),
        "{:?}",
        answer.outcomes
    );
    other.start().await;
    other.until_shared().await;
    let answer = desk.client().push(&push).await.unwrap();
    assert!(
        answer
            .outcomes
            .iter()
            .all(|outcome| matches!(outcome, PushOutcome::Applied { .. })),
        "{:?}",
        answer.outcomes
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_too_long_after_a_restore_is_refused_for_a_person_to_settle() {
    let mut place = Place::open().await;
    let mut desk = place.desk("one").await;
    let mut gone = place.desk("gone").await;
    let backup = place.back_up("backup.db").await;
    gone.done("register_patient", registration(1, "Gone")).await;
    gone.until_shared().await;
    let full = place.rows().await;
    desk.until_rows(&full).await;
    gone.pause();
    desk.done("book_appointment", booking(1, 1, "10:00")).await;
    desk.until_shared().await;
    place.restore(&backup).await;
    desk.until("it waits", |status, waiting| {
        status.refilling && waiting == 1
    })
    .await;
    place.clock.advance(73 * 60 * 60 * 1_000);
    desk.until_shared().await;
    let records = rows(&desk.store).await;
    assert!(
        records.keys().any(|(kind, _)| *kind == Kind::Attention),
        "it stands under Needs attention"
    );
}

/// A line that breaks after the first word, and what must be said to be heard.
struct OnlyHello(server::Handed);

impl Carrier for OnlyHello {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        let path = request.uri().path();
        let first = ["/challenge", "/token", "/hello"];
        if first.iter().any(|word| path.ends_with(word)) {
            return Box::pin(async move { Ok(self.0.answer(request).await) });
        }
        Box::pin(async { Err(SyncError::Unreachable("the line broke".into())) })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_again_after_a_restore_shows_at_once() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let change = desk
        .done("register_patient", registration(1, "Refused"))
        .await;
    let identity = desk.identity.clone().unwrap();
    // A server that was lost since had refused it.
    let mut tx = desk.store.write(Mode::Optimistic).await.unwrap();
    tx.refuse(change.id, 1, &Failure::new(Code::NotPermitted))
        .await
        .unwrap();
    let laying = Laying {
        rows: &[],
        cursor: 1,
        now: desk.clock.now(),
        sweep: false,
    };
    sync::rebase(&mut tx, laying, identity.facility)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let patient = (Kind::Patient, id("patient", 1));
    assert!(!rows(&desk.store).await.contains_key(&patient));

    let options = server::Options {
        data: place.data(),
        listen: place.address,
        transport: server::Transport::Plain,
        mqtt: None,
        enrolment_code: Some(crate::place::CODE.into()),
        provider: None,
        updates: None,
        demo: false,
        database: None,
    };
    let handed = server::Handed::open(place.inside().await, &options, place.clock.clone())
        .await
        .unwrap();
    let line = Arc::new(OnlyHello(handed));
    let (news, _) = mpsc::unbounded_channel();
    let mut worker = Worker::new(
        desk.store.clone(),
        identity,
        desk.client().over(line),
        desk.clock.clone(),
        news,
    )
    .await
    .unwrap();
    assert!(worker.exchange().await.is_err());
    assert!(rows(&desk.store).await.contains_key(&patient));
}
