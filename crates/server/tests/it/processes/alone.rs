//! One on a folder, as most clinics have it, killed and started again.

use std::sync::Arc;

use store::{OpenOptions, Store};
use testkit::{Seed, SetClock};
use values::{Clock, time::SystemClock};

use super::{Fleet, judge, pulled, race};
use crate::{database::desk, desk::rows, place::seed, program::Running};

/// So many answers, and the server is killed. Others of its clients wait for theirs then.
const ANSWERS_A_KILL: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_taken_twice_while_the_one_server_dies() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    seed(&data, &Seed::new()).await;
    let now = SystemClock.now();
    let clock = Arc::new(SetClock::at(now));
    let fleet = Fleet::start("--data", data.to_str().unwrap().to_owned(), 1);
    let address = fleet.addresses()[0].to_string();
    let url = format!("http://{address}");
    let mut watching = desk(folder.path(), "watching", &url, &clock).await;

    let (outcomes, killed, mut fleet) = race(fleet, &url, ANSWERS_A_KILL, now).await;
    assert!(killed >= 5, "{killed}");

    let (pulled, head) = pulled(&watching.client()).await;
    judge(&outcomes, &pulled, head);
    // Once more, so that what is looked at is what a dead program left.
    fleet.kill_one().await;
    drop(fleet.servers.remove(0));
    let path = data.join("server.db");
    let options = OpenOptions {
        path: path.clone(),
        key: None,
    };
    let store = Store::open(&options).await.unwrap();
    let shared = rows(&store).await;
    store.close().await;
    // Which is `pragma integrity_check`, once the log of what was not in the file yet is in it.
    assert!(Store::is_whole(&path).await.unwrap());

    let (place, at) = &fleet.place;
    let _server = Running::start_on(place, at, &address);
    watching.until_rows(&shared).await;
}
