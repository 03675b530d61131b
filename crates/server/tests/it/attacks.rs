//! What somebody on the clinic's network may try. Each attempt is refused with a code and nothing else, and the
//! server is unharmed.

mod bodies;
mod browsers;
mod changes;
mod guessing;
mod paths;
mod restricted;

use serde_json::Value;
use wire::{Failure, sync::PROTOCOL};

use crate::{
    desk::{Rows, registration},
    place::{Place, bearer},
    transport::{Answer, exchange},
};

/// What no answer may hold: statements, places on the disk, places in the program.
const TELLING: [&str; 12] = [
    "select ",
    "insert ",
    "sqlite",
    "constraint",
    "/tmp",
    "server.db",
    ".rs",
    "panic",
    "serde",
    "expected",
    "column",
    "/src/",
];

/// A server with somebody on it, and what it holds.
struct Target {
    place: Place,
    token: String,
    before: Rows,
}

impl Target {
    async fn open() -> Self {
        let place = Place::open().await;
        let mut desk = place.desk("victim").await;
        desk.done("register_patient", registration(1, "Untouched"))
            .await;
        desk.until_shared().await;
        Self {
            token: bearer(desk.identity.as_ref().unwrap()).await,
            before: place.rows().await,
            place,
        }
    }

    /// One request, with the token or without, and more headers, each with its line's end.
    async fn ask(&self, request: &str, token: Option<&str>, more: &str, body: &[u8]) -> Answer {
        let token = token.map_or_else(String::new, |token| {
            format!("authorization: Bearer {token}\r\n")
        });
        let mut bytes = format!(
            "{request} HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\
             {token}{more}content-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend_from_slice(body);
        exchange(self.place.address, &bytes).await
    }

    /// The same; it must be refused, and the refusal is a code with what its sentence needs.
    async fn refused(
        &self,
        request: &str,
        token: Option<&str>,
        more: &str,
        body: &[u8],
    ) -> (u16, Failure) {
        let answer = self.ask(request, token, more, body).await;
        assert!(answer.status >= 400, "{request}: {}", answer.status);
        (answer.status, clean(&answer))
    }

    /// Nothing was written, and the next one is served.
    async fn is_unharmed(&self) {
        assert_eq!(self.place.rows().await, self.before);
        let health = self.ask("GET /health", None, "", b"").await;
        assert_eq!((health.status, health.body.as_slice()), (200, &b"ok"[..]));
        let pull = "GET /sync/v1/pull?since=0";
        let pulled = self.ask(pull, Some(&self.token), "", b"").await;
        assert_eq!(pulled.status, 200);
    }
}

/// The failure in an answer, once it was looked at for what it must not tell.
fn clean(answer: &Answer) -> Failure {
    let text = String::from_utf8(answer.body.clone()).unwrap();
    let said = text.to_lowercase();
    for telling in TELLING {
        assert!(!said.contains(telling), "{telling}: {text}");
    }
    let value: Value = serde_json::from_str(&text).unwrap();
    for name in value.as_object().unwrap().keys() {
        let known = ["code", "data", "incident"].contains(&name.as_str());
        assert!(known, "{text}");
    }
    for header in [
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "content-security-policy: default-src 'none'",
        "x-request-id: ",
    ] {
        assert!(
            answer.headers.contains(header),
            "{header} is missing: {}",
            answer.headers
        );
    }
    serde_json::from_str(&text).unwrap()
}
