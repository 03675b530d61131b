//! A page that somebody in the clinic looks at speaks to no server of ours.

use wire::Code;

use super::Target;

#[tokio::test(flavor = "multi_thread")]
async fn no_page_reaches_the_server_whatever_it_knows() {
    let target = Target::open().await;
    for more in [
        "origin: http://evil.example\r\n",
        "origin: null\r\n",
        "origin: http://server\r\n",
        "sec-fetch-site: same-origin\r\n",
        "sec-fetch-site: cross-site\r\n",
    ] {
        for request in [
            "GET /health",
            "POST /sync/v1/enrol",
            "GET /sync/v1/pull?since=0",
            "GET /sync/v1/doorbell",
        ] {
            let token = Some(target.token.as_str());
            let (status, failure) = target.refused(request, token, more, b"").await;
            assert_eq!(
                (status, failure.code),
                (403, Code::NotPermitted),
                "{request} {more}"
            );
        }
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_allows_anything_to_another_origin() {
    let target = Target::open().await;
    let preflight = "origin: http://evil.example\r\naccess-control-request-method: POST\r\n\
         access-control-request-headers: authorization\r\n";
    for (request, more) in [
        ("OPTIONS /sync/v1/push", preflight),
        ("OPTIONS /sync/v1/push", ""),
        ("GET /health", ""),
        ("GET /sync/v1/pull?since=0", ""),
    ] {
        let answer = target.ask(request, None, more, b"").await;
        assert!(
            !answer.headers.contains("access-control-"),
            "{request}: {}",
            answer.headers
        );
    }
    target.is_unharmed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doorbell_is_hung_up_for_a_page() {
    let target = Target::open().await;
    let upgrade = "upgrade: websocket\r\nsec-websocket-version: 13\r\n\
         sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\norigin: http://evil.example\r\n";
    let doorbell = "GET /sync/v1/doorbell";
    let (status, _) = target
        .refused(doorbell, Some(&target.token), upgrade, b"")
        .await;
    assert_eq!(status, 403);
}
