//! Odd paths, queries and headers.

use serde_json::{Value, json};
use uuid::Uuid;
use wire::Code;

use super::Target;

#[tokio::test(flavor = "multi_thread")]
async fn no_path_leads_out_of_what_there_is() {
    let target = Target::open().await;
    let id = Uuid::from_u128(7);
    let token = Some(target.token.as_str());
    for path in [
        "/sync/v1/snapshot/../../server.db".to_owned(),
        "/sync/v1/snapshot/..%2f..%2fserver.db".to_owned(),
        "/sync/v1/snapshot/%2e%2e/%2e%2e".to_owned(),
        "/sync/v1/snapshot/..%5c..%5cserver.db/0".to_owned(),
        "/sync/v1/snapshot/%00/0".to_owned(),
        "/sync/v1/snapshot/%ff%fe/0".to_owned(),
        "/sync/v1/snapshot/;drop%20table%20patient/0".to_owned(),
        format!("/sync/v1/snapshot/{id}/..%2f..%2fserver.db"),
        format!("/sync/v1/snapshot/{id}/-1"),
        format!("/sync/v1/snapshot/{id}/99999999999999999999"),
        format!("/sync/v1/snapshot/{id}/0%00"),
        format!("/sync/v1/snapshot/{id}/0/"),
        format!("/sync/v1/snapshot/{id}?after=1%20or%201=1"),
        format!("/sync/v1/snapshot/{id}?after=-1"),
        "/sync/v1/pull?since=1;drop%20table%20feed".to_owned(),
        "/sync/v1/pull?since=0&since=1".to_owned(),
        "/sync/v1/pull?since=0&limit=18446744073709551616".to_owned(),
        "/sync/v1/pull".to_owned(),
        "//sync/v1/pull?since=0".to_owned(),
        "/sync/v1/PULL?since=0".to_owned(),
        "/sync/v2/pull?since=0".to_owned(),
        "/../../etc/passwd".to_owned(),
        "/".to_owned(),
    ] {
        let (status, failure) = target.refused(&format!("GET {path}"), token, "", b"").await;
        let fits = matches!(failure.code, Code::BadRequest | Code::NotFound);
        assert!(fits && status < 500, "{path}: {status} {failure:?}");
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_route_can_read_is_refused_with_a_code_as_well() {
    let target = Target::open().await;
    let token = Some(target.token.as_str());
    let person = target.place.seed.person(clinic::records::Role::Reception);
    let body = json!({ "person": person, "password": "demo" }).to_string();
    let login = "POST /auth/login";
    let signed_in = target.ask(login, token, "", body.as_bytes()).await;
    let signed_in: Value = serde_json::from_slice(&signed_in.body).unwrap();
    let by_person = format!(
        "mainstay-person: {}\r\n",
        signed_in["access"].as_str().unwrap()
    );
    for (request, headers, code) in [
        ("DELETE /auth/sessions/%ff", &*by_person, Code::NotFound),
        ("GET /sync/v1/doorbell", "", Code::BadRequest),
        (
            "GET /sync/v1/pull?since=18446744073709551615",
            "",
            Code::BadRequest,
        ),
    ] {
        let (_, failure) = target.refused(request, token, headers, b"").await;
        assert_eq!(failure.code, code, "{request}");
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_way_of_asking_gets_through() {
    let target = Target::open().await;
    for request in [
        "PUT /sync/v1/push",
        "DELETE /sync/v1/snapshot",
        "PATCH /sync/v1/pull",
        "TRACE /health",
        "GET /sync/v1/push",
        "FROB /sync/v1/pull",
    ] {
        let (status, _) = target.refused(request, Some(&target.token), "", b"").await;
        assert!(status < 500, "{request}: {status}");
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_adds_no_line_to_an_answer_or_to_the_log() {
    let target = Target::open().await;
    let given = Uuid::from_u128(0x1234);
    let named = format!("x-request-id: {given}\r\n");
    let answer = target.ask("GET /nowhere", None, &named, b"").await;
    assert!(answer.headers.contains(&format!("x-request-id: {given}")));
    for odd in [
        "x-request-id: one%0d%0aset-cookie: two\r\n",
        "x-request-id: server ready address=evil\r\n",
        "x-request-id: \u{1b}[31mred\r\n",
        "mainstay-epoch: '; drop table patient; --\r\n",
        "mainstay-protocol: 3, 3\r\n",
        "authorization: Bearer \u{7f}\r\n",
        "accept-encoding: zstd, ../../etc\r\n",
    ] {
        let pull = "GET /sync/v1/pull?since=0";
        let answer = target.ask(pull, None, odd, b"").await;
        assert!(
            (400..500).contains(&answer.status),
            "{odd}: {}",
            answer.status
        );
        for never in ["set-cookie", "evil", "\u{1b}"] {
            assert!(!answer.headers.contains(never), "{odd}: {}", answer.headers);
        }
    }
    target.is_unharmed().await;
}
