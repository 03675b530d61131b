//! A server's digests are those of its records at any moment, for every facility.

use clinic::records::Kind;
use serde_json::{Value, json};
use store::{Before, Mode, RowText, Share, Store, Tx};
use testkit::{id, sums::miscounted};
use uuid::Uuid;
use values::ids::FacilityId;
use wire::sync::{RowVersion, bucket_of};
use workflows::{Records, RecordsError};

use crate::engines::{Engine, on_every_engine, on_every_file};

on_every_engine!(
    whatever_is_written_and_whoever_moves_every_facility_s_digests_are_exact,
    digests_of_a_database_from_before_are_counted,
    who_reads_beside_many_who_write_finds_exact_digests,
    what_came_or_left_since_the_cursor_is_no_difference,
);
// Only workstations lay rows.
on_every_file!(who_leaves_takes_along_what_came_in_the_same_rows);

const PATIENTS: u64 = 6;
const FACILITIES: u64 = 4;

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn numbered(&mut self, end: u64) -> u32 {
        u32::try_from(self.below(end)).unwrap() + 1
    }

    /// Some facilities, or none.
    fn facilities(&mut self) -> Vec<Uuid> {
        let chosen = self.below(1 << FACILITIES);
        (0..FACILITIES)
            .filter(|n| chosen & (1 << n) != 0)
            .map(|n| id("facility", u32::try_from(n).unwrap() + 1))
            .collect()
    }
}

fn shared(commit: u64) -> Mode {
    Mode::Shared {
        commit,
        change: None,
    }
}

/// Opens the facilities but the last, and registers everybody.
async fn begin(store: &Store, chance: &mut Chance) {
    let mut tx = testkit::shared(store).await.unwrap();
    for n in 1..FACILITIES {
        facility(&mut tx, u32::try_from(n).unwrap()).await.unwrap();
    }
    for n in 1..=PATIENTS {
        let n = u32::try_from(n).unwrap();
        patient(&mut tx, chance, n).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn facility(tx: &mut Tx, n: u32) -> Result<(), RecordsError> {
    let id = id("facility", n);
    let body = json!({ "id": id, "name": format!("Facility {n}") });
    tx.put(Kind::Facility, id, body).await
}

async fn patient(tx: &mut Tx, chance: &mut Chance, n: u32) -> Result<(), RecordsError> {
    let (id, mut body) = crate::contract::patient(n, &format!("Murphy{}", chance.below(9)));
    let facilities = chance.facilities();
    if !facilities.is_empty() {
        body["facilities"] = json!(facilities);
    }
    tx.put(Kind::Patient, id, body).await
}

/// Writes something: a patient who moves, what hangs on one, an item, or what is everybody's.
async fn write(tx: &mut Tx, chance: &mut Chance) -> Result<(), RecordsError> {
    let patient_id = id("patient", chance.numbered(PATIENTS));
    let n = chance.numbered(30);
    // The same child is always of the same patient.
    let owner = id("patient", n % u32::try_from(PATIENTS).unwrap() + 1);
    let (kind, record, body): (Kind, Uuid, Value) = match chance.below(8) {
        0 | 1 => {
            let n = chance.numbered(PATIENTS);
            return patient(tx, chance, n).await;
        }
        2 | 3 => {
            let status = ["active", "resolved"][usize::from(chance.below(2) == 0)];
            let id = id("allergy", n);
            let body = json!({ "id": id, "patient": owner, "status": status });
            (Kind::Allergy, id, body)
        }
        4 => {
            let id = id("condition", n);
            let body = json!({ "id": id, "patient": owner, "status": "active" });
            (Kind::Condition, id, body)
        }
        5 => {
            let id = id("attention", n);
            let about = if n.is_multiple_of(2) {
                json!({ "conflict": { "patient": owner } })
            } else {
                json!({ "duplicate": { "registered": owner, "existing": patient_id } })
            };
            let mut body = json!({ "id": id, "state": "open" });
            body.as_object_mut()
                .unwrap()
                .extend(about.as_object().unwrap().clone());
            (Kind::Attention, id, body)
        }
        6 => {
            let id = id("refused", n);
            let facility = id_of_facility(chance);
            let body = json!({ "id": id, "state": "open", "refused": {}, "facility": facility });
            (Kind::Attention, id, body)
        }
        _ => {
            let id = id("room", n);
            (
                Kind::Room,
                id,
                json!({ "id": id, "name": format!("Room {n}") }),
            )
        }
    };
    tx.put(kind, record, body).await
}

fn id_of_facility(chance: &mut Chance) -> Uuid {
    id("facility", chance.numbered(FACILITIES))
}

/// Several changes in one transaction, each with a commit of its own.
async fn push(store: &Store, seed: u64, alone: bool) -> Result<(), RecordsError> {
    let mut chance = Chance(seed);
    let mut tx = if alone {
        store.write_alone(shared(0)).await?
    } else {
        store.write(shared(0)).await?
    };
    for _ in 0..chance.numbered(4) {
        let commit = tx.next_commit().await?;
        tx.set_mode(shared(commit));
        for _ in 0..chance.numbered(3) {
            write(&mut tx, &mut chance).await?;
        }
    }
    tx.commit().await
}

async fn is_exact(store: &Store) -> bool {
    let mut tx = store.read().await.unwrap();
    miscounted(&mut tx).await.unwrap().is_empty()
}

async fn whatever_is_written_and_whoever_moves_every_facility_s_digests_are_exact(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut chance = Chance(7);
    begin(&store, &mut chance).await;
    for round in 0..120 {
        push(&store, chance.below(u64::MAX), true).await.unwrap();
        if round == 60 {
            let mut tx = testkit::shared(&store).await.unwrap();
            facility(&mut tx, u32::try_from(FACILITIES).unwrap())
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        assert!(is_exact(&store).await, "round {round}");
    }
}

async fn digests_of_a_database_from_before_are_counted(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut chance = Chance(11);
    begin(&store, &mut chance).await;
    for _ in 0..30 {
        push(&store, chance.below(u64::MAX), true).await.unwrap();
    }
    let right = store
        .read()
        .await
        .unwrap()
        .kept_facility_sums()
        .await
        .unwrap();
    let mut tx = store.write_alone(shared(0)).await.unwrap();
    tx.forget_digests().await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_exact(&store).await);
    let mut tx = store.write_alone(shared(0)).await.unwrap();
    tx.ensure_facility_sums().await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.kept_facility_sums().await.unwrap(), right);
    drop(tx);
    push(&store, 13, true).await.unwrap();
    assert!(is_exact(&store).await);
}

async fn who_reads_beside_many_who_write_finds_exact_digests(engine: Engine) {
    const WRITERS: u64 = 4;
    const PUSHES: u64 = 20;
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    begin(&store, &mut Chance(17)).await;
    let mut writing = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        writing.spawn(async move {
            for n in 0..PUSHES {
                let seed = writer * 1_000 + n;
                let mut runs = 0;
                while let Err(error) = push(&store, seed, runs > 1).await {
                    assert!(matches!(error, RecordsError::Contended), "{error:?}");
                    runs += 1;
                }
            }
        });
    }
    while !writing.is_empty() {
        assert!(is_exact(&store).await);
        if let Some(written) = writing.try_join_next() {
            written.unwrap();
        }
        tokio::task::yield_now().await;
    }
    assert!(is_exact(&store).await);
}

fn share(n: u32) -> Share {
    Share {
        facility: FacilityId::from_uuid(id("facility", n)),
        is_divided: true,
    }
}

fn allergy(n: u32, patient: u32) -> (Uuid, Value) {
    let id = id("allergy", n);
    let patient = testkit::id("patient", patient);
    (
        id,
        json!({ "id": id, "patient": patient, "status": "active" }),
    )
}

async fn what_came_or_left_since_the_cursor_is_no_difference(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let at = async |facility: u32| {
        let mut tx = testkit::shared(&store).await.unwrap();
        let (id, mut body) = crate::contract::patient(1, "Murphy");
        body["facilities"] = json!([testkit::id("facility", facility)]);
        tx.put(Kind::Patient, id, body).await.unwrap();
        tx.commit().await.unwrap();
    };
    at(1).await;
    let (record, body) = allergy(1, 1);
    let mut tx = testkit::shared(&store).await.unwrap();
    tx.put(Kind::Allergy, record, body).await.unwrap();
    tx.commit().await.unwrap();
    let cursor = store.read().await.unwrap().head().await.unwrap();
    at(2).await;
    let mut tx = store.read().await.unwrap();
    let head = tx.head().await.unwrap();
    for (kind, record) in [(Kind::Allergy, record), (Kind::Patient, id("patient", 1))] {
        for (facility, asked, told) in [
            (1, Some(cursor), true),
            (1, Some(head), false),
            (1, None, false),
            (2, Some(cursor), true),
            (2, Some(head), true),
            (2, None, true),
        ] {
            let bucket = bucket_of(record);
            let rows = tx
                .bucket_rows_of(share(facility), kind, bucket, asked)
                .await
                .unwrap();
            let mark = rows.iter().find(|mark| mark.id == record);
            assert_eq!(mark.is_some(), told, "{kind:?} {facility} {asked:?}");
            if asked == Some(cursor) {
                assert!(mark.is_some_and(|mark| mark.commit > cursor), "{kind:?}");
            }
        }
        let of_one = tx.records_of(share(1), kind, &[record]).await.unwrap();
        let of_two = tx.records_of(share(2), kind, &[record]).await.unwrap();
        assert_eq!((of_one.len(), of_two.len()), (0, 1));
    }
}

async fn who_leaves_takes_along_what_came_in_the_same_rows(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let row = |kind: Kind, id, body| {
        RowText::of(&RowVersion {
            kind: kind.name().to_owned(),
            id,
            version: 1,
            commit: 1,
            body,
        })
        .unwrap()
    };
    let (patient, body) = crate::contract::patient(1, "Murphy");
    let first = [row(Kind::Patient, patient, body)];
    let (record, body) = allergy(1, 1);
    let then = [
        row(Kind::Patient, patient, Value::Null),
        row(Kind::Allergy, record, body),
    ];
    for rows in [&first[..], &then[..]] {
        let mut tx = store.write(Mode::Optimistic).await.unwrap();
        tx.begin_laying().await.unwrap();
        tx.lay_all(rows, Before::Unknown).await.unwrap();
        tx.end_laying().await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = store.read().await.unwrap();
    assert!(tx.get(Kind::Allergy, record).await.unwrap().is_none());
    assert!(tx.kept_sums().await.unwrap().is_empty());
    assert!(tx.counted_sums().await.unwrap().is_empty());
}
