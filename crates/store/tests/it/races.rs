//! Many who write at once, and one who reads along.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::Kind;
use serde_json::json;
use store::{Mode, Store, Tx};
use testkit::id;
use uuid::Uuid;
use workflows::{Clash, Records, RecordsError};

use crate::{
    contract::{appointment, patient},
    engines::{Engine, on_every_engine},
};

on_every_engine!(
    a_reader_who_follows_loses_nothing,
    of_many_who_want_one_slot_one_gets_it,
    nobody_writes_over_what_he_did_not_see,
);

const WRITERS: u32 = 8;

/// How many transactions each writer makes: more where somebody wants to wait for them.
fn rounds() -> u32 {
    let wanted = std::env::var("MAINSTAY_RACE_ROUNDS").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(25)
}

/// The transaction of a server: beside others at first, alone when that was in vain.
async fn begin(engine: Engine, store: &Store, run: u32) -> Result<Tx, RecordsError> {
    if engine.is_of_workstations() || run > 1 {
        return testkit::shared(store).await;
    }
    let mut tx = store.write(shared(0)).await?;
    let commit = tx.next_commit().await?;
    tx.set_mode(shared(commit));
    Ok(tx)
}

const fn shared(commit: u64) -> Mode {
    Mode::Shared {
        commit,
        change: None,
    }
}

async fn rooms(engine: Engine, store: &Store, ids: &[Uuid], run: u32) -> Result<(), RecordsError> {
    let mut tx = begin(engine, store, run).await?;
    for id in ids {
        tx.put(Kind::Room, *id, json!({ "id": id, "name": "Room" }))
            .await?;
        tokio::task::yield_now().await;
    }
    tx.commit().await
}

async fn a_reader_who_follows_loses_nothing(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let rounds = rounds();
    let ids_of = move |writer: u32, round: u32| -> Vec<Uuid> {
        let size = 1 + (writer + round) % 3;
        (0..size)
            .map(|n| id("room", (writer * rounds + round) * 3 + n))
            .collect()
    };
    let mut writing = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        writing.spawn(async move {
            for round in 0..rounds {
                let ids = ids_of(writer, round);
                let mut run = 0;
                while let Err(error) = rooms(engine, &store, &ids, run).await {
                    assert!(matches!(error, RecordsError::Contended), "{error:?}");
                    run += 1;
                }
            }
        });
    }
    let expected: BTreeSet<Uuid> = (0..WRITERS)
        .flat_map(|writer| (0..rounds).flat_map(move |round| ids_of(writer, round)))
        .collect();

    let (mut cursor, mut seen) = (0, BTreeMap::new());
    loop {
        let done = writing.is_empty();
        let mut tx = store.read().await.unwrap();
        let (rows, next) = tx.rows_since(cursor, 7).await.unwrap();
        let head = tx.head().await.unwrap();
        drop(tx);
        assert!(next <= head, "nothing beyond the head is handed out");
        for row in rows {
            assert!(row.commit > cursor && row.commit <= next);
            assert_eq!(seen.insert(row.id, row.commit), None, "handed out twice");
        }
        cursor = next;
        if done && cursor == head {
            break;
        }
        // Whoever writes goes on meanwhile, also where reading waits for nothing.
        if let Some(written) = writing.try_join_next() {
            written.unwrap();
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(seen.keys().copied().collect::<BTreeSet<_>>(), expected);
    let commits: BTreeSet<u64> = seen.into_values().collect();
    let dense: BTreeSet<u64> = (1..=u64::from(WRITERS * rounds)).collect();
    assert_eq!(commits, dense, "one commit a transaction, and no gap");
}

async fn of_many_who_want_one_slot_one_gets_it(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = testkit::shared(&clinic.store).await.unwrap();
    for n in 1..=WRITERS {
        let (id, body) = patient(n, "Murphy");
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut booking = tokio::task::JoinSet::new();
    for n in 1..=WRITERS {
        let store = clinic.store.clone();
        booking.spawn(async move {
            for run in 0.. {
                let mut tx = begin(engine, &store, run).await.unwrap();
                let (id, body) = appointment(n, 1, 1, n, "10:00", "10:20");
                let written = match tx.put(Kind::Appointment, id, body).await {
                    Ok(()) => tx.commit().await,
                    refused => refused,
                };
                match written {
                    Err(RecordsError::Contended) => {}
                    other => return other,
                }
            }
            unreachable!("runs do not end");
        });
    }
    let mut taken = 0;
    for outcome in booking.join_all().await {
        match outcome {
            Ok(()) => taken += 1,
            Err(RecordsError::Clash(Clash::PractitionerTaken | Clash::RoomTaken)) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(taken, 1);
}

async fn nobody_writes_over_what_he_did_not_see(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = testkit::shared(&clinic.store).await.unwrap();
    let (id, mut body) = patient(1, "Murphy");
    body["visits"] = 0.into();
    tx.put(Kind::Patient, id, body).await.unwrap();
    tx.commit().await.unwrap();
    let mut counting = tokio::task::JoinSet::new();
    for _ in 0..WRITERS {
        let store = clinic.store.clone();
        counting.spawn(async move {
            for run in 0.. {
                let counted = async {
                    let mut tx = begin(engine, &store, run).await?;
                    let stored = tx.get(Kind::Patient, id).await?;
                    let mut body = stored.unwrap().body;
                    body["visits"] = (body["visits"].as_u64().unwrap() + 1).into();
                    tx.put(Kind::Patient, id, body).await?;
                    tx.commit().await
                };
                match counted.await {
                    Err(RecordsError::Contended) => {}
                    other => return other.unwrap(),
                }
            }
        });
    }
    counting.join_all().await;
    let mut tx = clinic.store.read().await.unwrap();
    let stored = tx.get(Kind::Patient, id).await.unwrap().unwrap();
    assert_eq!(stored.body["visits"], WRITERS);
    assert_eq!(stored.version, u64::from(WRITERS) + 1);
}

/// Two transactions at once, which only PostgreSQL has.
mod both_at_once {
    use super::*;

    #[tokio::test]
    async fn a_commit_on_its_way_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = Engine::Postgres.open(&folder).await.unwrap();
        let put = async |tx: &mut Tx, n| {
            let id = id("room", n);
            tx.put(Kind::Room, id, json!({ "id": id, "name": "Room" }))
                .await
                .unwrap();
        };
        let mut early = begin(Engine::Postgres, &store, 0).await.unwrap();
        put(&mut early, 1).await;
        let mut late = begin(Engine::Postgres, &store, 0).await.unwrap();
        put(&mut late, 2).await;
        late.commit().await.unwrap();
        let page = |since| {
            let store = store.clone();
            async move {
                let mut tx = store.read().await.unwrap();
                let (rows, next) = tx.rows_since(since, 10).await.unwrap();
                (rows.iter().map(|row| row.id).collect::<Vec<_>>(), next)
            }
        };
        assert_eq!(page(0).await, (vec![id("room", 2)], 1));
        early.commit().await.unwrap();
        assert_eq!(page(1).await, (vec![id("room", 1)], 2));
    }

    #[tokio::test]
    async fn what_one_saw_and_the_other_changed_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Engine::Postgres.open(&folder).await.unwrap();
        let mut one = begin(Engine::Postgres, &store, 0).await.unwrap();
        let mut two = begin(Engine::Postgres, &store, 0).await.unwrap();
        // Each looks whether the other's room is there, and makes its own when it is not.
        for (tx, own, other) in [(&mut one, 1, 2), (&mut two, 2, 1)] {
            let found = tx.get(Kind::Room, id("room", other)).await.unwrap();
            assert_eq!(found, None);
            let own = id("room", own);
            tx.put(Kind::Room, own, json!({ "id": own, "name": "Room" }))
                .await
                .unwrap();
        }
        one.commit().await.unwrap();
        let crossed = two.commit().await;
        assert!(
            matches!(crossed, Err(RecordsError::Contended)),
            "{crossed:?}"
        );
    }
}
