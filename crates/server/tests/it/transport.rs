//! Bodies, limits and refusals, byte by byte.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use wire::{
    Code, Failure,
    sync::{PROTOCOL, PUSH_BYTES_MAX, pack, unpack},
};

use crate::{
    desk::registration,
    place::{Place, bearer},
};

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
}

/// One request on a connection of its own.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let headers = String::from_utf8(bytes[..end].to_vec())
        .unwrap()
        .to_lowercase();
    let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
    Answer {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    }
}

async fn post(place: &Place, token: &str, headers: &str, body: &[u8]) -> (u16, Failure) {
    let mut request = format!(
        "POST /sync/v1/push HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\
         authorization: Bearer {token}\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    let answer = exchange(place.address, &request).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_refused_with_a_code() {
    let place = Place::open().await;
    let token = bearer(&place.join("one").await).await;
    let zstd = "content-encoding: zstd\r\n";
    for (headers, body) in [
        ("", &b"no json"[..]),
        ("", b"{\"changes\": 7}"),
        (zstd, b"{\"changes\": []}"),
        ("content-encoding: gzip\r\n", b"{\"changes\": []}"),
    ] {
        let (status, failure) = post(&place, &token, headers, body).await;
        assert_eq!((status, failure.code), (400, Code::BadRequest));
    }
    let query = "GET /sync/v1/pull?since=minus HTTP/1.1\r\nhost: server\r\nconnection: close\r\n";
    let query =
        format!("{query}mainstay-protocol: {PROTOCOL}\r\nauthorization: Bearer {token}\r\n\r\n");
    let answer = exchange(place.address, query.as_bytes()).await;
    let failure: Failure = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((answer.status, failure.code), (400, Code::BadRequest));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bomb_and_a_body_that_is_too_long_are_refused() {
    let place = Place::open().await;
    let token = bearer(&place.join("one").await).await;
    let bomb = pack(&vec![b' '; 32 * PUSH_BYTES_MAX]).unwrap();
    let (status, failure) = post(&place, &token, "content-encoding: zstd\r\n", &bomb).await;
    assert_eq!((status, failure.code), (413, Code::TooLarge));
    assert_eq!(failure.data["limit"], PUSH_BYTES_MAX);
    let long = vec![b' '; PUSH_BYTES_MAX + 1];
    let (status, failure) = post(&place, &token, "", &long).await;
    assert_eq!((status, failure.code), (413, Code::TooLarge));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_while_they_send_hears_why_and_keeps_the_line() {
    let place = Place::open().await;
    let mut stream = TcpStream::connect(place.address).await.unwrap();
    let body = vec![b' '; PUSH_BYTES_MAX + PUSH_BYTES_MAX / 2];
    let head = |last: &str| {
        format!(
            "POST /sync/v1/push HTTP/1.1\r\nhost: server\r\nmainstay-protocol: {PROTOCOL}\r\n{last}content-length: {}\r\n\r\n",
            body.len()
        )
    };
    // The head is refused already, and nobody reads on.
    stream.write_all(head("").as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 401");
    let last = head("connection: close\r\n");
    stream.write_all(last.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    let rest = String::from_utf8(rest).unwrap();
    assert!(rest.contains("HTTP/1.1 401"), "{rest}");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_compressed_for_whoever_asks() {
    let place = Place::open().await;
    let mut desk = place.desk("one").await;
    for n in 1..=20 {
        desk.done("register_patient", registration(n, "Packed"))
            .await;
    }
    desk.until_shared().await;
    let token = bearer(desk.identity.as_ref().unwrap()).await;
    let ask = |accepted: &str| {
        format!(
            "GET /sync/v1/pull?since=0 HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\
             authorization: Bearer {token}\r\n{accepted}\r\n"
        )
    };
    let plain = exchange(place.address, ask("").as_bytes()).await;
    let packed = exchange(place.address, ask("accept-encoding: zstd\r\n").as_bytes()).await;
    assert!(!plain.headers.contains("content-encoding"));
    assert!(packed.headers.contains("content-encoding: zstd"));
    assert!(packed.body.len() * 3 < plain.body.len());
    assert_eq!(unpack(&packed.body, plain.body.len()).unwrap(), plain.body);
}
