//! Codes and tokens that somebody tries out.

use serde_json::json;
use wire::Code;

use super::Target;
use crate::place::CODE;

fn joining(code: &str) -> Vec<u8> {
    let key = sync::DeviceKey::made().public();
    json!({ "code": code, "name": "guesser", "public_key": key })
        .to_string()
        .into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_a_code_becomes_slow_and_says_for_how_long() {
    let target = Target::open().await;
    let enrol = "POST /sync/v1/enrol";
    for guess in 0..5 {
        let body = joining(&format!("GUESS-{guess:04}"));
        let (status, failure) = target.refused(enrol, None, "", &body).await;
        assert_eq!((status, failure.code), (403, Code::NotPermitted));
    }
    for code in ["GUESS-0005", CODE] {
        let answer = target.ask(enrol, None, "", &joining(code)).await;
        let failure = super::clean(&answer);
        assert_eq!((answer.status, failure.code), (429, Code::TooManyAttempts));
        let wait = failure.data["wait_seconds"].as_u64().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert!(answer.headers.contains(&format!("retry-after: {wait}")));
    }
    // Who works there already notices nothing.
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn right_codes_are_never_slowed_down() {
    let target = Target::open().await;
    for n in 0..20 {
        target.place.join(&format!("desk {n}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_forged_absent_or_cut_opens_nothing() {
    let target = Target::open().await;
    let token = target.token.clone();
    let half = token.split_at(token.len() / 2).0.to_owned();
    let longer = format!("{token}A");
    let upper = token.to_uppercase();
    for forged in [
        None,
        Some(""),
        Some(half.as_str()),
        Some(longer.as_str()),
        Some(upper.as_str()),
        Some("' or '1'='1"),
        Some("null"),
        Some("eyJhbGciOiJub25lIn0.e30."),
    ] {
        for request in [
            "POST /sync/v1/hello",
            "POST /sync/v1/push",
            "GET /sync/v1/pull?since=0",
            "POST /sync/v1/snapshot",
            "POST /sync/v1/search",
        ] {
            let (status, failure) = target.refused(request, forged, "", b"{}").await;
            assert_eq!(
                (status, failure.code),
                (401, Code::NotSignedIn),
                "{request} {forged:?}"
            );
        }
    }
    for more in [
        format!("authorization: Basic {token}\r\n"),
        format!("authorization: bearer{token}\r\n"),
        format!("cookie: token={token}\r\n"),
    ] {
        let pull = "GET /sync/v1/pull?since=0";
        let (status, _) = target.refused(pull, None, &more, b"").await;
        assert_eq!(status, 401, "{more}");
    }
    let by_address = format!("GET /sync/v1/pull?since=0&token={token}");
    let (status, _) = target.refused(&by_address, None, "", b"").await;
    assert_eq!(status, 401);
    target.is_unharmed().await;
}
