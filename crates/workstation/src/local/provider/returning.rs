//! Where the browser comes back to: this computer alone, for one request that belongs to the sign-in.

use std::{borrow::Cow, collections::BTreeMap, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};
use url::form_urlencoded;
use values::Sensitive;
use wire::sign_in::REDIRECT_PATH;
use zeroize::Zeroizing;

use super::page::{Page, page};

/// Longer than any address that a provider sends a browser to.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// Browsers open connections ahead of what they ask; others may hold one open on purpose.
const CALLERS_MAX: usize = 16;
const ASKS_WITHIN: Duration = Duration::from_secs(10);
const READS_WITHIN: Duration = Duration::from_secs(5);
/// Before it is listened again where that failed.
const PAUSE: Duration = Duration::from_millis(100);

/// What belongs to the sign-in. Everybody on this computer can knock.
pub(super) struct Door<'a> {
    /// As the browser must call this computer: another name would be a page's that was led here.
    pub(super) host: &'a str,
    pub(super) state: &'a str,
    pub(super) issuer: &'a str,
    /// Of the page that the browser ends at.
    pub(super) language: &'a str,
}

/// What the browser came back with.
#[derive(Debug)]
pub(super) enum Returned {
    Code(Sensitive<String>),
    /// The provider lets nobody through, or the person called it off.
    Declined,
}

type Head = (TcpStream, Zeroizing<Vec<u8>>);

impl Door<'_> {
    /// Waits for the request that belongs to the sign-in, and answers it with a page. Others are refused, and wait for
    /// nothing.
    pub(super) async fn returned(&self, listener: TcpListener) -> Returned {
        let mut callers = JoinSet::new();
        loop {
            let caller = tokio::select! {
                accepted = listener.accept(), if callers.len() < CALLERS_MAX => {
                    match accepted {
                        Ok((stream, _)) => drop(callers.spawn(timeout(ASKS_WITHIN, head(stream)))),
                        Err(_) => tokio::time::sleep(PAUSE).await,
                    }
                    continue;
                }
                caller = callers.join_next(), if !callers.is_empty() => caller,
            };
            let Some(Ok(Ok(Some((stream, head))))) = caller else {
                continue;
            };
            let Some(returned) = self.belonging(&head) else {
                let page = page(Page::Foreign, self.language);
                tokio::spawn(timeout(READS_WITHIN, answer(stream, page)));
                continue;
            };
            let shown = match returned {
                Returned::Code(_) => Page::Done,
                Returned::Declined => Page::Declined,
            };
            let page = page(shown, self.language);
            // Whether the page is seen changes nothing.
            timeout(READS_WITHIN, answer(stream, page)).await.ok();
            return returned;
        }
    }

    /// What a request brings, if it belongs to the sign-in.
    fn belonging(&self, head: &[u8]) -> Option<Returned> {
        let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        let host = lines.find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("host").then(|| value.trim())
        })?;
        if method != "GET" || !version.starts_with("HTTP/1.") || host != self.host {
            return None;
        }
        let query = target.strip_prefix(REDIRECT_PATH)?.strip_prefix('?')?;
        let mut brought = brought(query)?;
        // RFC 9207: another provider's answer is not taken for this one's.
        let is_of_issuer = brought
            .get("iss")
            .is_none_or(|issuer| issuer == self.issuer);
        if brought.get("state").is_none_or(|state| state != self.state) || !is_of_issuer {
            return None;
        }
        if let Some(code) = brought.remove("code") {
            return Some(Returned::Code(Sensitive(code.into_owned())));
        }
        brought.contains_key("error").then_some(Returned::Declined)
    }
}

/// The parts of a query, each of which may stand there once.
fn brought(query: &str) -> Option<BTreeMap<Cow<'_, str>, Cow<'_, str>>> {
    let mut brought = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if brought.insert(name, value).is_some() {
            return None;
        }
    }
    Some(brought)
}

/// Reads a request up to the empty line; nothing of one that is longer than any is.
async fn head(mut stream: TcpStream) -> Option<Head> {
    let mut head = Zeroizing::new(Vec::with_capacity(HEAD_BYTES_MAX));
    while !head.windows(4).any(|four| four == b"\r\n\r\n") {
        if head.len() >= HEAD_BYTES_MAX || stream.read_buf(&mut *head).await.ok()? == 0 {
            return None;
        }
    }
    Some((stream, head))
}

async fn answer(mut stream: TcpStream, page: String) -> std::io::Result<()> {
    stream.write_all(page.as_bytes()).await?;
    stream.shutdown().await
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    const STATE: &str = "the-state";

    /// Asks as a browser does, and reads the whole answer.
    async fn asked(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    fn request(target: &str, host: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nAccept: */*\r\nHost: {host}\r\n\r\n")
    }

    /// What came back through the door, while somebody knocks.
    async fn returned<T>(
        knocking: impl AsyncFnOnce(SocketAddr) -> T,
        language: &str,
    ) -> (Returned, T) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let host = address.to_string();
        let door = Door {
            host: &host,
            state: STATE,
            issuer: "https://id.example",
            language,
        };
        tokio::join!(door.returned(listener), knocking(address))
    }

    fn code(returned: Returned) -> String {
        match returned {
            Returned::Code(code) => code.into_inner(),
            Returned::Declined => panic!("declined"),
        }
    }

    #[tokio::test]
    async fn only_what_belongs_to_the_sign_in_comes_through() {
        let (returned, answers) = returned(
            async |address| {
                let host = address.to_string();
                let mut answers = Vec::new();
                for (target, host) in [
                    ("/cb?code=theirs&state=another", host.as_str()),
                    ("/cb?code=theirs", &host),
                    ("/cb?state=the-state", &host),
                    ("/cb?code=one&code=two&state=the-state", &host),
                    (
                        "/cb?code=theirs&state=the-state&iss=https://evil.example",
                        &host,
                    ),
                    ("/cb?code=theirs&state=the-state", "evil.example"),
                    ("/favicon.ico", &host),
                    ("/cbx?code=theirs&state=the-state", &host),
                ] {
                    answers.push(asked(address, &request(target, host)).await);
                }
                let post = request("/cb?code=theirs&state=the-state", &host);
                answers.push(asked(address, &post.replace("GET", "POST")).await);
                let fitting = "/cb?code=a%2Fb&state=the-state&iss=https%3A%2F%2Fid.example";
                answers.push(asked(address, &request(fitting, &host)).await);
                answers
            },
            "en",
        )
        .await;
        assert_eq!(code(returned), "a/b");
        let (last, refused) = answers.split_last().unwrap();
        assert!(last.starts_with("HTTP/1.1 200"), "{last}");
        assert!(last.contains("You can close this window and go back to Mainstay"));
        for answer in refused {
            assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_caller_who_says_nothing_holds_nobody_up() {
        let (returned, ()) = returned(
            async |address| {
                let mut silent = Vec::new();
                for _ in 0..CALLERS_MAX - 1 {
                    silent.push(TcpStream::connect(address).await.unwrap());
                }
                let target = "/cb?code=mine&state=the-state";
                asked(address, &request(target, &address.to_string())).await;
            },
            "en",
        )
        .await;
        assert_eq!(code(returned), "mine");
    }

    #[tokio::test]
    async fn what_the_provider_declines_is_told_in_the_person_s_language() {
        let (returned, answer) = returned(
            async |address| {
                let target = "/cb?error=access_denied&state=the-state";
                asked(address, &request(target, &address.to_string())).await
            },
            "ar",
        )
        .await;
        assert!(matches!(returned, Returned::Declined));
        assert!(answer.contains(r#"lang="ar" dir="rtl""#), "{answer}");
    }
}
