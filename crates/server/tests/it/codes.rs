//! Codes that admit one workstation.

use server::{Transport, backup::CareError, invitations::invite};
use sync::{Client, SyncError};
use testkit::Seed;
use values::{Clock, ids::FacilityId};
use wire::{Code, Failure};

use super::place::Place;

const HOUR_MS: i64 = 60 * 60 * 1_000;

async fn code(place: &Place, facility: Option<&str>) -> String {
    let asked = (place.clock.now(), 24);
    let invited = invite(place.kept(), &Transport::Plain, facility, asked).await;
    invited.unwrap().line.code
}

async fn join(place: &Place, code: &str) -> Result<FacilityId, Failure> {
    join_at(place, code, None).await
}

async fn join_at(
    place: &Place,
    code: &str,
    facility: Option<FacilityId>,
) -> Result<FacilityId, Failure> {
    let client = Client::anonymous(&place.url()).unwrap();
    match client.enrol_at(code, "one", facility).await {
        Ok(joined) => Ok(joined.answer.facility),
        Err(SyncError::Refused(failure)) => Err(failure),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_admits_one_workstation_and_no_other() {
    let place = Place::open().await;
    let (one, other) = (code(&place, None).await, code(&place, None).await);
    assert_ne!(one, other);
    let admitted = join(&place, &one.to_lowercase().replace('-', " ")).await;
    assert!(admitted.is_ok(), "however it was typed: {admitted:?}");
    assert_eq!(
        join(&place, &one).await.unwrap_err().code,
        Code::NotPermitted
    );
    assert!(join(&place, &other).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_those_who_bring_a_code_at_once_one_is_admitted() {
    let place = Place::open().await;
    let code = code(&place, None).await;
    let mut joining = tokio::task::JoinSet::new();
    for n in 0..4 {
        let client = Client::anonymous(&place.url()).unwrap();
        let code = code.clone();
        joining.spawn(async move { client.enrol(&code, &format!("desk {n}")).await });
    }
    let joined = joining.join_all().await;
    let admitted = joined.iter().filter(|joined| joined.is_ok()).count();
    assert_eq!(admitted, 1);
    let store = place.inside().await;
    let enrolled = store.read().await.unwrap().device_count().await.unwrap();
    store.close().await;
    assert_eq!(enrolled, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_code_and_a_spent_one_are_answered_as_a_wrong_one_is() {
    let place = Place::open().await;
    let (expired, spent) = (code(&place, None).await, code(&place, None).await);
    join(&place, &spent).await.unwrap();
    let wrong = join(&place, "0000-0000-0000").await.unwrap_err();
    assert_eq!(join(&place, &spent).await.unwrap_err(), wrong);
    place.clock.advance(24 * HOUR_MS);
    assert_eq!(join(&place, &expired).await.unwrap_err(), wrong);
    assert_eq!(wrong, Failure::new(Code::NotPermitted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_a_facility_admits_to_that_one_alone() {
    let place = Place::open().await;
    let now = place.clock.now();
    server::facilities::add_facility(place.kept(), "North", now)
        .await
        .unwrap();
    let unknown = invite(place.kept(), &Transport::Plain, Some("South"), (now, 24)).await;
    assert!(matches!(unknown, Err(CareError::NoSuchFacility)));

    let first = Seed::new().facility.id;
    let elsewhere = code(&place, Some("North")).await;
    let refused = join_at(&place, &elsewhere, Some(first)).await;
    assert_eq!(refused.unwrap_err().code, Code::NotPermitted);
    let north = join(&place, &elsewhere).await.unwrap();
    assert_ne!(north, first, "and nobody is asked which");

    let anywhere = code(&place, None).await;
    let asked = join(&place, &anywhere).await.unwrap_err();
    assert_eq!(asked.code, Code::FacilityNeeded);
    let chosen = join_at(&place, &anywhere, Some(north)).await;
    assert_eq!(chosen, Ok(north), "asking which has not spent it");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_code_stands_nobody_joins_without_one_of_their_own() {
    let place = Place::open().await;
    let store = place.inside().await;
    let options = server::Options {
        enrolment_code: None,
        listen: ([127, 0, 0, 1], 0).into(),
        ..place.options()
    };
    let second = server::Server::start_on(store, options, place.clock.clone())
        .await
        .unwrap();
    let first = second.first_code().await.unwrap().unwrap();
    for code in ["", super::place::CODE] {
        let client = Client::anonymous(&second.url()).unwrap();
        let refused = client.enrol(code, "one").await;
        let refused = matches!(refused, Err(SyncError::Refused(failure)) if failure.code == Code::NotPermitted);
        assert!(refused, "{code}");
    }
    assert!(join(&place, &first).await.is_ok());
    assert_eq!(second.first_code().await.unwrap(), None);
    second.stop().await;
}
