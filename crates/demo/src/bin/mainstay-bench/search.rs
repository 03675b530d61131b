//! Finding a patient among 100,000, on the encrypted store and on a plain one.

mod typed;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    time::{Duration, Instant},
};

use clinic::records::{Facility, Kind, Person, Role};
use demo::{seed, seed_many};
use serde_json::json;
use store::{Key, OpenOptions, Store};
use values::ids::{ChangeId, DeviceId};
use workflows::{Actor, Query, Records, Run, context::decode_body};

use self::typed::{Wish, queries};
use crate::{
    Broken,
    figure::say,
    place::{clock, scratch},
    samples::{Beside, Samples, show},
};

const PATIENTS: u64 = 100_000;
/// As many as the patients' page shows; the palette shows fewer.
const SHOWN: u16 = 50;
const WARM_UP: usize = 300;
const QUERIES: usize = 4_000;
/// Guards nothing: the patients are made up.
const KEY: [u8; 32] = [0x4b; 32];
/// Of a mix that looks for people who are there, most must find somebody: finding nobody is no work.
const FOUND_PERCENT_MIN: usize = 60;

pub(crate) async fn measure() -> Result<(), Broken> {
    let folder = scratch()?;
    let encrypted = Register::fill(folder.path().join("encrypted.db"), true).await?;
    let plain = Register::fill(folder.path().join("plain.db"), false).await?;
    let mut all = (Samples::after(WARM_UP), Samples::after(WARM_UP));
    let mut apart: BTreeMap<Wish, (Samples, Samples)> = BTreeMap::new();
    let mut found = 0;
    for (number, (wish, text)) in queries(WARM_UP + QUERIES).into_iter().enumerate() {
        // In turns, so that neither always finds the processor's caches warm.
        let (one, other) = if number % 2 == 0 {
            let first = encrypted.search(&text).await?;
            (first, plain.search(&text).await?)
        } else {
            let first = plain.search(&text).await?;
            (encrypted.search(&text).await?, first)
        };
        found += usize::from(one.hits > 0);
        if one.hits != other.hits {
            return Err("the two stores do not find the same".into());
        }
        all.0.add(one.took);
        all.1.add(other.took);
        if number >= WARM_UP {
            let of = apart
                .entry(wish)
                .or_insert_with(|| (Samples::after(0), Samples::after(0)));
            of.0.add(one.took);
            of.1.add(other.took);
        }
    }
    encrypted.store.close().await;
    plain.store.close().await;
    say(&format!(
        "{found} of {} searches found somebody",
        WARM_UP + QUERIES
    ));
    if found * 100 < (WARM_UP + QUERIES) * FOUND_PERCENT_MIN {
        return Err("the searches find nearly nobody, so their times mean nothing".into());
    }
    let name = "plain store";
    let (samples, baseline) = &all;
    let beside = Beside {
        samples: baseline,
        name,
    };
    show(
        "search",
        samples,
        Some(&beside),
        &[(50, None), (99, Some("<= 10"))],
    )?;
    for (wish, (samples, baseline)) in &apart {
        let beside = Beside {
            samples: baseline,
            name,
        };
        show(wish.name(), samples, Some(&beside), &[(99, None)])?;
    }
    Ok(())
}

/// A store with every patient, and who asks.
struct Register {
    store: Store,
    actor: Actor,
}

/// What one search came to.
struct Found {
    took: Duration,
    hits: usize,
}

impl Register {
    async fn fill(path: PathBuf, encrypted: bool) -> Result<Self, Broken> {
        let began = Instant::now();
        let store = Store::open(&OpenOptions {
            path,
            key: encrypted.then(|| Key::new(KEY)),
        })
        .await?;
        seed(&store, clock().now()).await?;
        seed_many(&store, PATIENTS).await?;
        let actor = actor(&store).await?;
        say(&format!(
            "{PATIENTS} patients in {} s, {}",
            began.elapsed().as_secs(),
            if encrypted { "encrypted" } else { "plain" }
        ));
        Ok(Self { store, actor })
    }

    /// As a workstation runs a read.
    async fn search(&self, text: &str) -> Result<Found, Broken> {
        let now = clock().now();
        let asked = Instant::now();
        let mut tx = self.store.read().await?;
        let run = Run {
            actor: self.actor,
            now,
            change: ChangeId::at(now),
            command: "search_patients",
            request: json!({ "text": text, "limit": SHOWN }),
            allotted: BTreeMap::new(),
            audited: true,
        };
        let answer = workflows::run(&mut tx, run).await?.response;
        let took = asked.elapsed();
        let patients = answer.get("patients").and_then(|found| found.as_array());
        Ok(Found {
            took,
            hits: patients.ok_or("no list of patients")?.len(),
        })
    }
}

async fn actor(store: &Store) -> Result<Actor, Broken> {
    let mut tx = store.read().await?;
    let facilities = tx.find(&Query::All(Kind::Facility)).await?;
    let facility = facilities.into_iter().next().ok_or("no facility")?;
    let facility: Facility = decode_body(facility.body)?;
    let people = tx.find(&Query::All(Kind::Person)).await?;
    let people: Vec<Person> = people
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect::<Result<_, _>>()?;
    let person = people.iter().find(|person| person.role == Role::Reception);
    Ok(Actor {
        person: person.ok_or("nobody at the reception")?.id,
        rights: clinic::access::Rights::of(Role::Reception),
        device: DeviceId::at(clock().now()),
        facility: facility.id,
    })
}
