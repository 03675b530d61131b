//! Built programs that are killed again and again while many hand changes in. What was answered is there, once.

mod alone;
mod many;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
};

use clinic::records::{Extra, Kind, Role};
use serde_json::{Value, json};
use sync::{Client, Identity};
use testkit::{Seed, id};
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};
use uuid::Uuid;
use values::{Instant, LocalDate, ids::ChangeId};
use wire::sync::{ChainHash, Change, PushOutcome, PushRequest, RowVersion};

use crate::{desk::registration, place::CODE, program::Running};

const CLIENTS: u32 = 5;
/// Twenty-minute visits from 09:00 that end before the break.
const SLOTS_A_DAY: u32 = 10;

/// How many pushes each client makes: more where somebody wants to wait for them.
fn pushes() -> u32 {
    let wanted = std::env::var("MAINSTAY_RACE_PUSHES").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(16)
}

/// The servers of one place, and whether any of them answers.
struct Fleet {
    /// As the program is told it: `--data` or `--database`, and which.
    place: (&'static str, String),
    servers: Vec<(Running, SocketAddr)>,
    up: watch::Sender<bool>,
}

impl Fleet {
    fn start(place: &'static str, at: String, count: usize) -> Self {
        let servers = (0..count).map(|_| {
            let (server, address) = Running::start_on(place, &at, "127.0.0.1:0");
            (server, address.parse().unwrap())
        });
        Self {
            servers: servers.collect(),
            place: (place, at),
            up: watch::Sender::new(true),
        }
    }

    fn addresses(&self) -> Vec<SocketAddr> {
        self.servers.iter().map(|(_, address)| *address).collect()
    }

    /// Kills the server that runs longest, in the middle of whatever it does, and starts it at its address.
    async fn kill_one(&mut self) {
        self.up.send_replace(self.servers.len() > 1);
        let (server, address) = self.servers.remove(0);
        server.stop();
        let (place, at) = self.place.clone();
        let started = tokio::task::spawn_blocking(move || {
            Running::start_on(place, &at, &address.to_string()).0
        });
        self.servers.push((started.await.unwrap(), address));
        self.up.send_replace(true);
    }

    /// Kills one whenever so many answers have come; returns how many it were.
    async fn kill_in_turns(
        mut self,
        every: usize,
        mut answers: mpsc::UnboundedReceiver<()>,
    ) -> (usize, Self) {
        let (mut heard, mut killed) = (0, 0);
        while answers.recv().await.is_some() {
            heard += 1;
            if heard % every == 0 {
                self.kill_one().await;
                killed += 1;
            }
        }
        (killed, self)
    }
}

/// Has clients hand their changes in at `url` while servers are killed, one whenever `every` answers have come;
/// what was answered, how many were killed, and the servers as they run now.
async fn race(
    fleet: Fleet,
    url: &str,
    every: usize,
    now: Instant,
) -> (Vec<Answered>, usize, Fleet) {
    let (answered, answers) = mpsc::unbounded_channel();
    let up = fleet.up.subscribe();
    let mut sending = JoinSet::new();
    for n in 1..=CLIENTS {
        let sender = Sender::join(n, url, now, up.clone()).await;
        sending.spawn(sender.send_all(answered.clone()));
    }
    drop(answered);
    let killing = tokio::spawn(fleet.kill_in_turns(every, answers));
    let outcomes = sending.join_all().await.into_iter().flatten().collect();
    let (killed, fleet) = killing.await.unwrap();
    (outcomes, killed, fleet)
}

/// A workstation without a cache: it makes changes, and hands each in until it is answered.
struct Sender {
    n: u32,
    identity: Identity,
    now: Instant,
    up: watch::Receiver<bool>,
    sequence: u64,
    end: ChainHash,
}

impl Sender {
    async fn join(n: u32, url: &str, now: Instant, up: watch::Receiver<bool>) -> Self {
        let client = Client::anonymous(url).unwrap();
        let answer = client.enrol(CODE, &format!("sender-{n}")).await.unwrap();
        Self {
            n,
            identity: Identity::new(answer, url.to_owned(), None),
            now,
            up,
            sequence: 0,
            end: ChainHash::ZERO,
        }
    }

    fn change(&mut self, command: &str, request: Value, record_number: bool) -> Change {
        self.sequence += 1;
        let number = format!("{}-{:06}", self.identity.code, self.sequence);
        let allotted = record_number.then(|| ("record_number".to_owned(), number));
        let change = Change {
            id: ChangeId::at(self.now),
            device: self.identity.device,
            sequence: self.sequence,
            previous: self.end,
            person: Seed::new().person(Role::Reception),
            command: command.to_owned(),
            request,
            allotted: allotted.into_iter().collect(),
            recorded_at: self.now,
            extra: Extra::new(),
        };
        self.end = change.hash().unwrap();
        change
    }

    /// A new patient, and the slot that all the others want in this round too.
    fn round(&mut self, round: u32) -> Vec<Change> {
        let number = self.n * 1_000_000 + round;
        let register = registration(number, "Race");
        let book = json!({
            "id": id("appointment", number), "patient": id("patient", number),
            "practitioner": id("practitioner", 1), "date": weekday(self.now, round / SLOTS_A_DAY),
            "start": start(round % SLOTS_A_DAY), "minutes": 20, "reason": "Race",
        });
        vec![
            self.change("register_patient", register, true),
            self.change("book_appointment", book, false),
        ]
    }

    /// Makes every round, and says when one was answered.
    async fn send_all(mut self, answered: mpsc::UnboundedSender<()>) -> Vec<Answered> {
        let mut outcomes = Vec::new();
        for round in 0..pushes() {
            let changes = self.round(round);
            let asked: Vec<_> = changes
                .iter()
                .map(|change| (round, change.id.uuid(), change.request["id"].clone()))
                .collect();
            outcomes.extend(asked.into_iter().zip(self.push(changes).await));
            answered.send(()).unwrap();
        }
        outcomes
    }

    /// Hands changes in, again and again until there is an answer; and once more after that.
    async fn push(&mut self, changes: Vec<Change>) -> Vec<PushOutcome> {
        let request = PushRequest {
            changes,
            again: Vec::new(),
        };
        let first = self.answer(&request).await;
        assert_eq!(self.answer(&request).await, first, "the same answer again");
        first
    }

    async fn answer(&mut self, request: &PushRequest) -> Vec<PushOutcome> {
        loop {
            // A client of its own, as a workstation has whose connection broke.
            let client = Client::enrolled(&self.identity).unwrap();
            if let Ok(answer) = client.push(request).await {
                return answer.outcomes;
            }
            self.up.wait_for(|up| *up).await.unwrap();
            tokio::task::yield_now().await;
        }
    }
}

/// The `n`th working day from a week on.
fn weekday(now: Instant, n: u32) -> LocalDate {
    let zone = Seed::new().facility.zone;
    let monday = (7..14)
        .map(|days| zone.date(now).plus_days(days))
        .find(|day| day.weekday() == values::Weekday::Monday)
        .unwrap();
    monday.plus_days((n / 5 * 7 + n % 5).try_into().unwrap())
}

fn start(slot: u32) -> String {
    let minutes = 9 * 60 + slot * 20;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Every row, as a workstation gets them.
async fn pulled(client: &Client) -> (Vec<RowVersion>, u64) {
    let (mut rows, mut cursor) = (Vec::new(), 0);
    loop {
        let page = client.pull(cursor, false).await.unwrap();
        assert!(page.rows.iter().all(|row| row.commit > cursor));
        rows.extend(page.rows);
        cursor = page.next;
        if cursor == page.head {
            return (rows, cursor);
        }
    }
}

/// A round, a change of it and the record that it made, with what it was answered.
type Answered = ((u32, Uuid, Value), PushOutcome);

/// Each answer stands in the records, once; each slot is given once; and commits are dense.
#[expect(
    clippy::expect_used,
    reason = "a test that cannot go on stops where it stands"
)]
fn judge(outcomes: &[Answered], pulled: &[RowVersion], head: u64) {
    let kept: BTreeMap<(String, Uuid), &RowVersion> = pulled
        .iter()
        .map(|row| ((row.kind.clone(), row.id), row))
        .collect();
    assert_eq!(kept.len(), pulled.len(), "each record once");
    let mut booked: BTreeMap<u32, u32> = BTreeMap::new();
    let mut commits = BTreeSet::from([1]);
    for ((round, change, request), outcome) in outcomes {
        let record: Uuid = serde_json::from_value(request.clone()).unwrap();
        let commit = match outcome {
            PushOutcome::Applied { commit } => {
                let patient = kept.get(&(Kind::Patient.name().to_owned(), record));
                let visit = kept.get(&(Kind::Appointment.name().to_owned(), record));
                *booked.entry(*round).or_default() += u32::from(visit.is_some());
                let row = patient.or(visit).expect("what was applied is there");
                assert_eq!((row.commit, row.version), (*commit, 1), "once");
                commit
            }
            PushOutcome::Refused { commit, failure } => {
                assert_eq!(failure.code, wire::Code::SlotTaken);
                let item = kept.get(&(Kind::Attention.name().to_owned(), *change));
                assert_eq!(item.expect("what was refused is there").commit, *commit);
                commit
            }
            other => panic!("{other:?}"),
        };
        assert!(commits.insert(*commit), "a commit a change");
    }
    assert_eq!(outcomes.len(), 2 * (CLIENTS * pushes()) as usize);
    assert_eq!(commits, (1..=head).collect(), "dense");
    assert!(
        booked.len() == pushes() as usize && booked.values().all(|visits| *visits == 1),
        "each slot once: {booked:?}"
    );
}
