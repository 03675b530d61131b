//! The runtime's clock jumps to whatever is waited for, so nobody waits here.

use axum::{body::Body, extract::Request, routing::get};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinHandle,
    time::Instant,
};

use super::*;

struct Open {
    address: std::net::SocketAddr,
    stopping: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

async fn open() -> Open {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let large = |_: Request| async { Body::from(vec![b'.'; 64 * 1024 * 1024]) };
    let router = Router::new()
        .route("/", get(|| async { "ok" }))
        .route("/large", get(large));
    let stopping = watch::Sender::new(false);
    let serving = tokio::spawn(serve(listener, None, router, stopping.subscribe()));
    Open {
        address,
        stopping,
        serving,
    }
}

/// What came until the other side hung up, and how long that took by the runtime's clock.
async fn until_the_end(stream: &mut TcpStream) -> (String, Duration) {
    let since = Instant::now();
    let mut came = Vec::new();
    stream.read_to_end(&mut came).await.ok();
    (String::from_utf8_lossy(&came).into_owned(), since.elapsed())
}

#[tokio::test(start_paused = true)]
async fn whoever_brings_a_head_by_drops_is_hung_up_on() {
    let open = open().await;
    let mut slow = TcpStream::connect(open.address).await.unwrap();
    let since = Instant::now();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: s\r\n")
        .await
        .unwrap();
    let mut drops = 0;
    while slow.write_all(b"x-drop: 1\r\n").await.is_ok() && drops < 100 {
        drops += 1;
        sleep(Duration::from_secs(5)).await;
    }
    let (came, _) = until_the_end(&mut slow).await;
    assert!(drops < 10, "{drops} drops were waited for");
    assert!(since.elapsed() < 2 * HEAD_WITHIN);
    assert!(!came.contains("200"), "{came}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_nothing_is_asked_does_not_last() {
    let open = open().await;
    let mut silent = TcpStream::connect(open.address).await.unwrap();
    let (came, lasted) = until_the_end(&mut silent).await;
    assert!(
        came.is_empty() && lasted <= HEAD_WITHIN + Duration::from_secs(1),
        "{came} {lasted:?}"
    );
    let mut idle = TcpStream::connect(open.address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: s\r\n\r\n")
        .await
        .unwrap();
    let (came, lasted) = until_the_end(&mut idle).await;
    assert!(came.starts_with("HTTP/1.1 200"), "{came}");
    assert!(lasted <= HEAD_WITHIN + Duration::from_secs(1), "{lasted:?}");
}

#[tokio::test(start_paused = true)]
async fn whoever_takes_nothing_of_an_answer_is_hung_up_on() {
    let mut open = open().await;
    let mut deaf = TcpStream::connect(open.address).await.unwrap();
    deaf.write_all(b"GET /large HTTP/1.1\r\nhost: s\r\n\r\n")
        .await
        .unwrap();
    // The place is free again once the connection is gone, and only then does serving end.
    let since = Instant::now();
    sleep(Duration::from_secs(1)).await;
    open.stopping.send_replace(true);
    (&mut open.serving).await.unwrap();
    assert!(since.elapsed() <= TAKEN_WITHIN + Duration::from_secs(5));
    drop(deaf);
}

#[tokio::test(start_paused = true)]
async fn a_head_that_is_too_long_is_refused() {
    let open = open().await;
    let many = "x-many: 1\r\n".repeat(HEADERS_MAX + 1);
    let long = format!("x-long: {}\r\n", "a".repeat(HEAD_BYTES_MAX + 1));
    for headers in [many, long] {
        let mut stream = TcpStream::connect(open.address).await.unwrap();
        let request = format!("GET / HTTP/1.1\r\nhost: s\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).await.ok();
        let (came, _) = until_the_end(&mut stream).await;
        assert!(
            came.is_empty() || came.starts_with("HTTP/1.1 431"),
            "{came}"
        );
    }
}

#[test]
fn one_address_never_takes_the_last_place() {
    let door = Arc::new(Door::default());
    let one: IpAddr = [192, 0, 2, 1].into();
    let other: IpAddr = [192, 0, 2, 2].into();
    let mut of_one: Vec<Place> = std::iter::from_fn(|| Place::take(&door, one)).collect();
    assert_eq!(of_one.len(), OF_ONE_ADDRESS_MAX);
    let of_other: Vec<Place> = std::iter::from_fn(|| Place::take(&door, other)).collect();
    assert_eq!(of_other.len(), CONNECTIONS_MAX - OF_ONE_ADDRESS_MAX);
    of_one.pop();
    assert!(Place::take(&door, other).is_none(), "that is their half");
    assert!(Place::take(&door, one).is_some());
    drop((of_one, of_other));
    assert!(door.0.lock().unwrap().is_empty());
}
