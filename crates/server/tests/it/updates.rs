//! Newer versions of the workstation's program, as the server hands them out. That nobody believes the server is tested
//! where they are installed (`tests/sharing/updates.rs`).

use std::{fs, path::Path};

use serde_json::{Value, json};
use sync::{Client, Identity, SyncError};
use wire::{
    Code, Failure,
    sync::{PIECE_BYTES_MAX, SignedManifest},
};

use crate::{
    place::{Place, bearer},
    transport::{Answer, exchange},
};

const TARGET: &str = "linux-x86_64-deb";

/// Lays a version out: what is said about it, the signature, and the package.
pub(crate) fn lay_out(folder: &Path, version: &str, target: &str, package: &[u8]) {
    let folder = folder.join(version);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{target}.json")), "words").unwrap();
    fs::write(folder.join(format!("{target}.json.minisig")), version).unwrap();
    fs::write(folder.join(format!("{target}.package")), package).unwrap();
}

/// A server that hands out what lies in a folder.
pub(crate) async fn handing_out(lay: impl FnOnce(&Path)) -> Place {
    let mut place = Place::open().await;
    let folder = place.folder.path().join("updates");
    fs::create_dir_all(&folder).unwrap();
    lay(&folder);
    place.stop().await;
    place.updates = Some(folder);
    place.start().await;
    place
}

/// The version that is offered, by the signature that was laid beside it.
async fn offered(client: &Client, target: &str, newer_than: &str) -> Option<String> {
    let offer = client.newer_version(target, newer_than).await.unwrap();
    offer.map(|SignedManifest { signature, .. }| signature)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_version_of_the_kind_is_handed_out_and_nothing_older() {
    let place = handing_out(|folder| {
        for version in ["0.2.0", "0.9.0", "0.10.0-rc.1"] {
            lay_out(folder, version, TARGET, b"bytes");
        }
        lay_out(folder, "1.0.0", "linux-aarch64-deb", b"bytes");
        // Not all there yet, and no version at all.
        lay_out(folder, "0.11.0", TARGET, b"bytes");
        fs::remove_file(folder.join("0.11.0").join(format!("{TARGET}.package"))).unwrap();
        fs::create_dir(folder.join("old")).unwrap();
    })
    .await;
    let client = Client::enrolled(&place.join("one").await).unwrap();
    for (newer_than, version) in [
        ("0.1.0", Some("0.10.0-rc.1")),
        ("0.9.0", Some("0.10.0-rc.1")),
        ("0.10.0-rc.1", None),
        ("0.10.0", None),
        ("7.0.0", None),
    ] {
        let offered = offered(&client, TARGET, newer_than).await;
        assert_eq!(offered.as_deref(), version, "newer than {newer_than}");
    }
    let other = offered(&client, "linux-aarch64-deb", "0.1.0").await;
    assert_eq!(other.as_deref(), Some("1.0.0"));
    assert_eq!(offered(&client, "linux-riscv64-deb", "0.1.0").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_comes_in_pieces_and_ends_with_an_empty_one() {
    let package: Vec<u8> = (0..251).cycle().take(PIECE_BYTES_MAX + 7).collect();
    let place = handing_out(|folder| lay_out(folder, "0.2.0", TARGET, &package)).await;
    let client = Client::enrolled(&place.join("one").await).unwrap();
    let mut fetched = Vec::new();
    loop {
        let from = fetched.len() as u64;
        let piece = client.package_piece(TARGET, "0.2.0", from).await.unwrap();
        assert!(piece.len() <= PIECE_BYTES_MAX);
        if piece.is_empty() {
            break;
        }
        fetched.extend(piece);
    }
    assert!(fetched == package);
    for (target, version) in [(TARGET, "0.3.0"), ("linux-aarch64-deb", "0.2.0")] {
        let absent = client.package_piece(target, version, 0).await;
        let code = Code::NotFound;
        assert!(matches!(absent, Err(SyncError::Refused(failure)) if failure.code == code));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_updates_has_none() {
    let place = Place::open().await;
    let client = Client::enrolled(&place.join("one").await).unwrap();
    assert_eq!(offered(&client, TARGET, "0.1.0").await, None);
    assert!(client.package_piece(TARGET, "0.2.0", 0).await.is_err());
}

async fn get(place: &Place, path: &str, headers: &str) -> Answer {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n{headers}\r\n");
    exchange(place.address, request.as_bytes()).await
}

fn code(answer: &Answer) -> Code {
    let failure: Failure = serde_json::from_slice(&answer.body).unwrap();
    failure.code
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_of_an_update_leads_out_of_the_folder() {
    let place = handing_out(|folder| {
        lay_out(folder, "0.2.0", TARGET, b"bytes");
        let beside = folder.parent().unwrap();
        fs::write(beside.join("secret.package"), "secret").unwrap();
    })
    .await;
    let token = bearer(&place.join("one").await).await;
    let headers = format!("mainstay-protocol: 4\r\nauthorization: Bearer {token}\r\n");
    for query in [
        "target=../../secret&version=0.2.0&from=0",
        "target=..%2f..%2fsecret&version=0.2.0&from=0",
        "target=secret&version=..&from=0",
        "target=secret&version=0.2.0/../..&from=0",
        "target=linux-x86_64-deb%00&version=0.2.0&from=0",
        "target=LINUX-x86_64-deb&version=0.2.0&from=0",
        "target=&version=0.2.0&from=0",
        "target=linux-x86_64-deb&version=0.2.0&from=-1",
        "target=linux-x86_64-deb&version=0.2.0&from=18446744073709551615",
        "target=linux-x86_64-deb&version=0.2.0",
    ] {
        let answer = get(
            &place,
            &format!("/sync/v1/update/package?{query}"),
            &headers,
        )
        .await;
        assert_eq!(
            (answer.status, code(&answer)),
            (400, Code::BadRequest),
            "{query}"
        );
    }
    for query in [
        "target=../x&newer_than=0.1.0",
        "target=x&newer_than=one",
        "target=x",
    ] {
        let answer = get(&place, &format!("/sync/v1/update?{query}"), &headers).await;
        assert_eq!(
            (answer.status, code(&answer)),
            (400, Code::BadRequest),
            "{query}"
        );
    }
}

/// A token, as a workstation of a protocol gets it that is not spoken any more.
async fn token_of_an_old_one(place: &Place, identity: &Identity) -> String {
    let post = async |what: &str, body: Value| -> Value {
        let body = body.to_string();
        let request = format!(
            "POST /sync/v1/{what} HTTP/1.1\r\nhost: server\r\nconnection: close\r\nmainstay-protocol: 1\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = exchange(place.address, request.as_bytes()).await;
        assert_eq!(answer.status, 200, "{what}");
        serde_json::from_slice(&answer.body).unwrap()
    };
    let challenge = post("challenge", json!({})).await["challenge"].clone();
    let key = identity.key.as_ref().unwrap();
    let signature = key.sign(identity.device, challenge.as_str().unwrap());
    let signed =
        json!({ "device": identity.device, "challenge": challenge, "signature": signature });
    let given = post("token", signed).await;
    given["token"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_too_old_to_share_gets_its_update_and_a_stranger_none() {
    let place = handing_out(|folder| lay_out(folder, "0.2.0", TARGET, b"bytes")).await;
    let token = token_of_an_old_one(&place, &place.join("one").await).await;
    let offer = format!("/sync/v1/update?target={TARGET}&newer_than=0.1.0");
    let package = format!("/sync/v1/update/package?target={TARGET}&version=0.2.0&from=0");
    let old = format!("mainstay-protocol: 1\r\nauthorization: Bearer {token}\r\n");
    for path in [&offer, &package] {
        assert_eq!(get(&place, path, &old).await.status, 200, "{path}");
        let stranger = get(&place, path, "mainstay-protocol: 4\r\n").await;
        assert_eq!(code(&stranger), Code::NotSignedIn, "{path}");
    }
    let hello = get(&place, "/sync/v1/pull?since=0", &old).await;
    assert_eq!(code(&hello), Code::WorkstationTooOld);
    let kept = place.kept();
    let now = values::Clock::now(place.clock.as_ref());
    server::backup::revoke(kept, "A", now).await.unwrap();
    for path in [&offer, &package] {
        let revoked = get(&place, path, &old).await;
        assert_eq!(code(&revoked), Code::DeviceRevoked, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_not_there_keeps_a_server_from_starting_and_says_so() {
    let place = Place::open().await;
    let options = server::Options {
        updates: Some(place.folder.path().join("nowhere")),
        ..place.options()
    };
    let refused = options.check().unwrap_err().to_string();
    assert!(
        refused.starts_with("updates cannot be read from "),
        "{refused}"
    );
}
