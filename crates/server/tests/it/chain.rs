//! One workstation, one chain; two that share an identity are told apart.

use clinic::records::Kind;
use sync::SyncError;
use testkit::id;
use wire::{
    Code,
    local::SharingStop,
    sync::{ChainHash, PushOutcome, PushRequest},
};

use super::{
    desk::{booking, registration, rows},
    place::Place,
};

fn request(changes: Vec<wire::sync::Change>) -> PushRequest {
    PushRequest {
        changes,
        again: Vec::new(),
    }
}

fn code(error: &SyncError) -> Option<Code> {
    match error {
        SyncError::Refused(failure) => Some(failure.code),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_change_carries_the_hash_of_the_one_before() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let first = desk.done("register_patient", registration(1, "One")).await;
    let second = desk.done("register_patient", registration(2, "Two")).await;
    assert_eq!((first.sequence, first.previous), (1, ChainHash::ZERO));
    assert_eq!(
        (second.sequence, second.previous),
        (2, first.hash().unwrap())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_is_repeated_gets_the_answer_that_it_got_before() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let first = desk.done("register_patient", registration(1, "One")).await;
    let second = desk.done("register_patient", registration(2, "Two")).await;
    let client = desk.client();
    let push = request(vec![first, second]);
    let once = client.push(&push).await.unwrap();
    let twice = client.push(&push).await.unwrap();
    assert_eq!(once.outcomes, twice.outcomes);
    assert_eq!(once.head, twice.head, "nothing was written again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_refused_whole_and_filled_from_the_outbox() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let mut changes = Vec::new();
    for n in 1..=3 {
        changes.push(desk.done("register_patient", registration(n, "Gap")).await);
    }
    let third = changes.pop().unwrap();
    let refused = desk.client().push(&request(vec![third])).await.unwrap_err();
    let SyncError::Refused(failure) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(failure.code, Code::SequenceGap);
    assert_eq!(failure.data["have_through"], 0);
    desk.start().await;
    desk.until_shared().await;
    assert_eq!(rows(&desk.store).await, place.rows().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_was_altered_under_way_is_not_taken() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let first = desk.done("register_patient", registration(1, "One")).await;
    let second = desk.done("register_patient", registration(2, "Two")).await;
    let mut altered = first.clone();
    altered.request["name"]["family"] = "Altered".into();
    let client = desk.client();
    client.push(&request(vec![altered])).await.unwrap();
    let refused = client
        .push(&request(vec![first, second]))
        .await
        .unwrap_err();
    assert_eq!(code(&refused), Some(Code::WorkstationCopied));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_workstation_joins_again_and_nothing_typed_on_either_is_lost() {
    let place = Place::open().await;
    let mut original = place.desk("one").await;
    original
        .done("register_patient", registration(1, "Before"))
        .await;
    original.until_shared().await;
    original.pause();
    // Waits on both: the copy is made before it was shared.
    original
        .done("register_patient", registration(2, "Both"))
        .await;
    let mut copy = original.copy(place.folder.path().join("copy")).await;
    original
        .done("register_patient", registration(3, "Original"))
        .await;
    copy.done("register_patient", registration(4, "Copy")).await;
    copy.done("book_appointment", booking(4, 4, "10:00")).await;

    original.start().await;
    original.until_shared().await;
    copy.start().await;
    copy.until("the copy is told", |status, _| {
        status.stopped == Some(SharingStop::WorkstationCopied)
    })
    .await;
    copy.pause();
    let inside = place.inside().await;
    assert_eq!(
        inside
            .read()
            .await
            .unwrap()
            .incident_count("workstation_copied")
            .await
            .unwrap(),
        1
    );
    let identity = place.join("copy").await;
    assert_ne!(identity.code, original.identity.as_ref().unwrap().code);
    copy.take_on(identity).await;
    copy.start().await;
    copy.until_shared().await;

    let shared = place.rows().await;
    for n in 1..=4 {
        assert!(
            shared.contains_key(&(Kind::Patient, id("patient", n))),
            "patient {n}"
        );
    }
    assert!(shared.contains_key(&(Kind::Appointment, id("appointment", 4))));
    assert!(
        !shared.keys().any(|(kind, _)| *kind == Kind::Attention),
        "nobody has to settle anything"
    );
    for desk in [&mut original, &mut copy] {
        desk.until_rows(&shared).await;
    }
    original
        .done("register_patient", registration(5, "Goes on"))
        .await;
    original.until_shared().await;
    assert_eq!(
        original.status().stopped,
        None,
        "the first to push keeps the identity"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_that_was_set_back_is_told_like_a_copy() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    desk.pause();
    let mut earlier = desk.copy(place.folder.path().join("earlier")).await;
    desk.done("register_patient", registration(1, "Later"))
        .await;
    desk.start().await;
    desk.until_shared().await;
    earlier.start().await;
    earlier
        .until("it is told before it has typed anything", |status, _| {
            status.stopped == Some(SharingStop::WorkstationCopied)
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outcome_of_a_change_that_another_identity_handed_in_is_known() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    let change = desk
        .done("register_patient", registration(1, "Known"))
        .await;
    desk.until_shared().await;
    let other = place.desk("two").await;
    let never = values::ids::ChangeId::from_uuid(id("change", 1));
    let known = other
        .client()
        .known(vec![change.id, never])
        .await
        .unwrap()
        .known;
    assert_eq!(known.len(), 1);
    assert_eq!(known[0].id, change.id);
    assert!(matches!(known[0].outcome, PushOutcome::Applied { .. }));
}
