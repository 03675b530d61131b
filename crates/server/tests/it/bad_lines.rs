//! A workstation far away from its server. Time is the runtime's and jumps to whatever is waited for, so hours on
//! a slow line are over in a moment.

use std::time::Duration;

use clinic::records::Kind;
use serde_json::{Value, json};
use store::Mode;
use sync::{Client, Identity, SyncError};
use testkit::{START, id};
use tokio::time::Instant;
use values::ids::ChangeId;
use workflows::Records;

use crate::{
    desk::{Desk, booking, registration},
    line::{Line, Way, Weather},
    place::{CODE, Place},
};

/// As a telephone line and a modem give it.
const MODEM: Weather = Weather::Slow {
    bytes_per_second: 7_000,
    round_trip: Duration::from_millis(600),
};
/// As the first mobile telephones gave it.
const CRAWLING: Weather = Weather::Slow {
    bytes_per_second: 1_200,
    round_trip: Duration::from_millis(600),
};
/// Longer than any answer may keep a workstation waiting in silence.
const SILENCE: Duration = Duration::from_secs(30);
/// What somebody at a slow line has.
const PATIENCE: Duration = Duration::from_hours(1);

/// A workstation that is enrolled at `url`, and does not share yet.
async fn enrolled(place: &Place, name: &str, url: &str) -> Desk {
    let client = Client::anonymous(url).unwrap();
    let answer = client.enrol(CODE, name).await.unwrap();
    let mut desk = Desk::open(place.folder.path().join(name), place.clock.clone()).await;
    desk.patience = PATIENCE;
    desk.take_on(Identity::new(answer, url.to_owned(), None))
        .await;
    desk
}

/// A clinic, a line to it that is clear yet, and a workstation that has its copy.
async fn far_away() -> (Place, Line, Desk) {
    let place = Place::open().await;
    let line = Line::to(place.address).await;
    let mut desk = enrolled(&place, "far", &line.url()).await;
    desk.start().await;
    (place, line, desk)
}

/// So many patients, of whom there is more to bring than can be packed.
async fn put_patients(place: &Place, count: u32) {
    let store = place.inside().await;
    let mut tx = testkit::shared(&store).await.unwrap();
    for n in 1_000..1_000 + count {
        let body = json!({
            "id": id("patient", n), "record_number": format!("S-{n:06}"), "sex": "female",
            "name": { "family": format!("Family{n}"), "given": "Nora" }, "birth_date": "1980-02-03",
            "registered_at": START, "of_a_later_version": noise(n, 16),
        });
        tx.put(Kind::Patient, id("patient", n), body).await.unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
}

/// Ids by the dozen: each has sixteen bytes that cannot be packed.
fn noise(n: u32, count: u32) -> Value {
    (0..count)
        .map(|i| json!(id("noise", n * count + i)))
        .collect()
}

/// A visit of patient `n` at noon today.
fn today(n: u32) -> Value {
    let mut request = booking(n, n, "12:00");
    request["date"] = json!("2026-11-20");
    request
}

#[tokio::test(start_paused = true)]
async fn on_a_slow_line_the_day_begins_and_is_shared_while_the_copy_goes_on() {
    let place = Place::open().await;
    let mut near = place.desk("near").await;
    near.done("register_patient", registration(1, "Expected"))
        .await;
    near.done("book_appointment", today(1)).await;
    near.until_shared().await;
    put_patients(&place, 1_500).await;
    // The snapshot that the first workstation had is not handed out any more.
    place.clock.advance(2 * 60 * 60 * 1_000);

    let line = Line::to(place.address).await;
    line.weather(MODEM);
    let joining = Instant::now();
    let mut far = enrolled(&place, "far", &line.url()).await;
    far.begin().await;
    far.until("there is enough for the day", |status, _| {
        status.progress.usable
    })
    .await;
    let usable = joining.elapsed();
    let day = far
        .view("agenda_day", json!({ "date": "2026-11-20" }))
        .await;
    let visits = day["columns"][0]["appointments"].as_array().unwrap();
    assert_eq!(visits[0]["patient"]["display_name"], "EXPECTED, Nora");

    let asked = Instant::now();
    far.done("register_patient", registration(2, "Meanwhile"))
        .await;
    far.until("it is up", |_, waiting| waiting == 0).await;
    let up = asked.elapsed();
    assert!(!far.status().progress.complete, "the copy goes on");
    near.until_rows(&place.rows().await).await;

    far.until("the copy", |status, _| status.progress.complete)
        .await;
    let whole = joining.elapsed();
    far.until_rows(&place.rows().await).await;
    let carried = line.carried(Way::Down);
    assert!(usable < Duration::from_secs(10), "{usable:?}");
    assert!(up < Duration::from_secs(5), "{up:?}");
    assert!(whole > 2 * SILENCE, "too little to tell: {whole:?}");
    // What came was not fetched a second time: it filled the line as long as that took.
    assert!(carried < 600_000, "{carried} bytes in {whole:?}");
}

#[tokio::test(start_paused = true)]
async fn what_goes_up_slowly_goes_up_once() {
    let (_place, line, mut far) = far_away().await;
    far.pause();
    let first = far.done("register_patient", registration(1, "Long")).await;
    let mut long = first.clone();
    long.id = ChangeId::from_uuid(id("change", 1));
    long.extra.insert("padding".into(), noise(0, 4_000));
    let mut tx = far.store.write(Mode::Optimistic).await.unwrap();
    tx.append(long).await.unwrap();
    tx.commit().await.unwrap();

    line.weather(CRAWLING);
    let (began, before) = (Instant::now(), line.carried(Way::Up));
    far.start().await;
    far.until_shared().await;
    let (took, carried) = (began.elapsed(), line.carried(Way::Up) - before);
    assert!(took > SILENCE, "too little to tell: {took:?}");
    assert!(carried < 90_000, "it went up again: {carried} bytes");
}

#[tokio::test(start_paused = true)]
async fn wherever_the_line_is_cut_each_change_arrives_once() {
    let (place, line, mut far) = far_away().await;
    let before = place.rows().await.len();
    let mut n = 0;
    for way in [Way::Up, Way::Down] {
        for after in (0..1_800).step_by(60) {
            n += 1;
            line.weather(Weather::Cut { way, after });
            far.done("register_patient", registration(n, "Cut")).await;
            far.until_shared().await;
        }
    }
    line.weather(Weather::Clear);
    let rows = place.rows().await;
    assert_eq!(rows.len() - before, n as usize);
    for n in 1..=n {
        let (version, _) = &rows[&(Kind::Patient, id("patient", n))];
        assert_eq!(*version, 1, "once");
    }
    let hello = far.client().hello().await.unwrap();
    assert_eq!(hello.head, 1 + u64::from(n), "a commit a change");
    assert_eq!(hello.have_through, u64::from(n));
    far.until_rows(&rows).await;
}

#[tokio::test(start_paused = true)]
async fn a_copy_that_is_cut_again_and_again_is_whole_in_the_end() {
    let place = Place::open().await;
    put_patients(&place, 300).await;
    let line = Line::to(place.address).await;
    let mut far = enrolled(&place, "far", &line.url()).await;
    for cut in 0..12 {
        line.weather(Weather::Cut {
            way: Way::Down,
            after: cut * 997,
        });
        far.begin().await;
        far.until("it is cut, or whole", |status, _| {
            line.is_clear() || status.progress.complete
        })
        .await;
        far.pause();
    }
    line.weather(Weather::Clear);
    far.start().await;
    far.until_rows(&place.rows().await).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_hears_nothing_says_so_and_shares_when_the_line_is_back() {
    let (place, line, mut far) = far_away().await;
    let mut near = place.desk("near").await;
    line.weather(Weather::Hole);
    let silent = Instant::now();
    far.done("register_patient", registration(1, "Waiting"))
        .await;
    far.until("offline", |status, waiting| !status.online && waiting == 1)
        .await;
    assert!(silent.elapsed() <= SILENCE + Duration::from_secs(1));
    let asked = Instant::now();
    let joined = Client::anonymous(&line.url())
        .unwrap()
        .enrol(CODE, "new")
        .await;
    assert!(matches!(joined, Err(SyncError::Unreachable(_))));
    assert!(asked.elapsed() <= SILENCE + Duration::from_secs(1));
    // Long enough for the doorbell to have tried again too.
    tokio::time::sleep(4 * SILENCE).await;

    line.weather(Weather::Clear);
    let back = Instant::now();
    far.until_shared().await;
    assert!(back.elapsed() <= 2 * SILENCE, "{:?}", back.elapsed());
    rings(&mut near, &mut far).await;
}

/// What one desk does the other hears of by its doorbell, which takes none of the time that asking by itself does.
async fn rings(near: &mut Desk, far: &mut Desk) {
    for n in 100..130 {
        near.done("register_patient", registration(n, "Rung")).await;
        near.until_shared().await;
        let shared = Instant::now();
        far.until_rows(&crate::desk::rows(&near.store).await).await;
        if shared.elapsed() < Duration::from_millis(500) {
            return;
        }
    }
    panic!("the doorbell stayed out of order");
}

#[tokio::test(start_paused = true)]
async fn a_change_whose_answer_is_lost_is_taken_once() {
    let (place, line, mut far) = far_away().await;
    line.weather(Weather::Mute);
    far.done("register_patient", registration(1, "Heard")).await;
    far.until("offline", |status, waiting| !status.online && waiting == 1)
        .await;
    // What was under way when the line became mute was perhaps not the change yet.
    tokio::time::sleep(4 * SILENCE).await;
    let taken = (Kind::Patient, id("patient", 1));
    assert!(place.rows().await.contains_key(&taken), "it was taken");
    line.weather(Weather::Clear);
    far.until_shared().await;
    let rows = place.rows().await;
    assert_eq!(rows[&taken].0, 1, "once");
    assert_eq!(far.client().hello().await.unwrap().head, 2);
    far.until_rows(&rows).await;
}
