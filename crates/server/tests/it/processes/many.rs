//! Three on one database behind one address, killed in turns.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use testkit::SetClock;
use tokio::net::{TcpListener, TcpStream};
use values::{Clock, time::SystemClock};

use super::{Fleet, judge, pulled, race};
use crate::{
    database::{House, desk},
    desk::rows,
};

const SERVERS: usize = 3;
/// So many answers, and a server is killed.
const ANSWERS_A_KILL: usize = 24;

/// One address in front of many: each connection goes to the next server that takes it.
async fn balance(listener: TcpListener, servers: Vec<SocketAddr>) {
    let next = Arc::new(AtomicUsize::new(0));
    while let Ok((mut client, _)) = listener.accept().await {
        let (servers, next) = (servers.clone(), Arc::clone(&next));
        tokio::spawn(async move {
            for _ in 0..servers.len() {
                let turn = next.fetch_add(1, Ordering::Relaxed) % servers.len();
                if let Ok(mut server) = TcpStream::connect(servers[turn]).await {
                    tokio::io::copy_bidirectional(&mut client, &mut server)
                        .await
                        .ok();
                    return;
                }
            }
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_taken_twice_while_servers_die() {
    let house = House::found().await;
    let now = SystemClock.now();
    let clock = Arc::new(SetClock::at(now));
    let fleet = Fleet::start("--database", house.database.url.clone(), SERVERS);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let balancing = tokio::spawn(balance(listener, fleet.addresses()));
    let mut watching = desk(house.folder.path(), "watching", &url, &clock).await;

    let (outcomes, killed, fleet) = race(fleet, &url, ANSWERS_A_KILL, now).await;
    assert!(killed >= SERVERS, "each was killed: {killed}");

    let (pulled, head) = pulled(&watching.client()).await;
    judge(&outcomes, &pulled, head);
    let store = house.inside().await;
    let shared = rows(&store).await;
    store.close().await;
    watching.until_rows(&shared).await;
    balancing.abort();
    drop(fleet);
}
