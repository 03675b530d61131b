//! Bodies that are too long, too deep, packed too well, or of something else.

use serde_json::json;
use testkit::id;
use wire::{
    Code,
    sync::{PUSH_BYTES_MAX, pack},
};

use super::Target;

const ZSTD: &str = "content-encoding: zstd\r\n";
/// Every request that takes a body, and whether it wants a token.
const TAKE_BODIES: [(&str, bool); 11] = [
    ("enrol", false),
    ("challenge", false),
    ("token", false),
    ("key", true),
    ("hello", true),
    ("known", true),
    ("push", true),
    ("buckets", true),
    ("bucket", true),
    ("records", true),
    ("divergence", true),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_request_takes_a_body_that_is_deep_long_or_a_bomb() {
    let target = Target::open().await;
    let deep = format!("{{\"changes\":{}", "[".repeat(200_000)).into_bytes();
    let objects = "{\"a\":".repeat(100_000).into_bytes();
    let long = vec![b' '; PUSH_BYTES_MAX + 1];
    let bomb = pack(&vec![b' '; 64 * PUSH_BYTES_MAX]).unwrap();
    assert!(bomb.len() < PUSH_BYTES_MAX / 64);
    for (what, with_token) in TAKE_BODIES {
        let request = format!("POST /sync/v1/{what}");
        let token = with_token.then_some(target.token.as_str());
        for (headers, body) in [
            ("", &deep),
            ("", &objects),
            ("", &long),
            (ZSTD, &bomb),
            (ZSTD, &long),
        ] {
            let (status, failure) = target.refused(&request, token, headers, body).await;
            let fits = matches!(failure.code, Code::BadRequest | Code::TooLarge);
            assert!(fits && status < 500, "{what}: {status} {failure:?}");
        }
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_taken_for_no_object() {
    let target = Target::open().await;
    for (what, with_token) in TAKE_BODIES {
        let request = format!("POST /sync/v1/{what}");
        let token = with_token.then_some(target.token.as_str());
        // Serde would read each field of an object from its place in a list.
        for body in ["[]", " [[]]", "[\"patient\",[]]", "null"] {
            let (_, failure) = target.refused(&request, token, "", body.as_bytes()).await;
            assert_eq!(failure.code, Code::BadRequest, "{what}: {body}");
        }
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_shown_nothing_is_read_a_few_lines_of() {
    let target = Target::open().await;
    let name = "n".repeat(64 * 1024);
    let body = json!({ "code": crate::place::CODE, "name": name }).to_string();
    let (status, failure) = target
        .refused("POST /sync/v1/enrol", None, "", body.as_bytes())
        .await;
    assert_eq!((status, failure.code), (413, Code::TooLarge));
    let (status, failure) = target
        .refused("POST /sync/v1/push", None, "", &vec![b' '; 4096])
        .await;
    assert_eq!((status, failure.code), (401, Code::NotSignedIn));
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_sql_is_looked_for_as_it_is() {
    let target = Target::open().await;
    let person = target.place.seed.person(clinic::records::Role::Reception);
    let body = json!({ "person": person, "password": "demo" }).to_string();
    let token = Some(target.token.as_str());
    let signed_in = target
        .ask("POST /auth/login", token, "", body.as_bytes())
        .await;
    let signed_in: serde_json::Value = serde_json::from_slice(&signed_in.body).unwrap();
    let access = signed_in["access"].as_str().unwrap();
    let by_person = format!("mainstay-person: {access}\r\n");
    for text in [
        "' or '1'='1",
        "'; drop table patient; --",
        "\" union select * from device --",
        "untouched* NEAR(a b)",
        "name:untouched",
        "^untouched \"",
        "%%%___",
        "\\'; select pg_sleep(9); --",
        "-- /* */ \u{0}",
    ] {
        let body = json!({ "person": person, "text": text }).to_string();
        let answer = target
            .ask(
                "POST /sync/v1/search",
                Some(&target.token),
                &by_person,
                body.as_bytes(),
            )
            .await;
        let said = String::from_utf8_lossy(&answer.body).to_lowercase();
        assert!(answer.status < 500, "{text}: {} {said}", answer.status);
        assert!(
            !said.contains("syntax") && !said.contains("token"),
            "{text}: {said}"
        );
    }
    for kind in [
        "patient; drop table patient",
        "sqlite_master",
        "../patient",
        "",
    ] {
        let body = json!({ "kind": kind, "ids": [id("patient", 1)] }).to_string();
        let answer = target
            .ask(
                "POST /sync/v1/records",
                Some(&target.token),
                "",
                body.as_bytes(),
            )
            .await;
        assert!(
            (400..500).contains(&answer.status),
            "{kind}: {}",
            answer.status
        );
        super::clean(&answer);
    }
    target.is_unharmed().await;
}
