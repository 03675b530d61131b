//! Who the server is, from the first contact on.

use std::{sync::Arc, time::Duration};

use rustls::{
    ClientConfig, RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject},
    sign::{CertifiedKey, SingleCertAndKey},
};
use server::Transport;
use sync::{Client, Identity, SyncError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, TlsConnector};
use wire::{
    local::SharingStop,
    sync::{Fingerprint, PROTOCOL},
};

use crate::{
    desk::{registration, rows},
    place::{CODE, Place},
};

async fn enrol(url: &str, fingerprint: Option<Fingerprint>) -> Result<Identity, SyncError> {
    let answer = Client::known_by(url, fingerprint)?
        .enrol(CODE, "one")
        .await?;
    Ok(Identity::new(answer, url.to_owned(), None).known_by(fingerprint))
}

fn own_folder(place: &Place) -> std::path::PathBuf {
    match &place.transport {
        Transport::Own(folder) => folder.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workstations_share_over_tls_and_hear_the_doorbell() {
    let place = Place::open_secured().await;
    assert!(place.url().starts_with("https://"));
    let mut one = place.desk("one").await;
    let mut two = place.desk("two").await;
    for n in 1..=3 {
        one.done("register_patient", registration(n, "Murphy"))
            .await;
        one.until_shared().await;
    }
    two.until_rows(&rows(&one.store).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_goes_to_nobody_who_does_not_hold_the_key() {
    let place = Place::open_secured().await;
    let other = Some(Fingerprint::of(b"another key"));
    let refused = enrol(&place.url(), other).await;
    assert!(matches!(refused, Err(SyncError::NotProven(_))));
    let unvouched = enrol(&place.url(), None).await;
    assert!(
        matches!(unvouched, Err(SyncError::NotProven(_))),
        "no authority signed it, and nobody named the key"
    );
    assert!(enrol(&place.url(), place.fingerprint()).await.is_ok());
}

/// Shows a server's certificate, which is no secret, and signs with a key of its own.
async fn impostor(certificate: CertificateDer<'static>) -> String {
    let key = PrivateKeyDer::try_from(rcgen::KeyPair::generate().unwrap().serialize_der()).unwrap();
    let signing = ring::sign::any_ecdsa_type(&key).unwrap();
    let shown = CertifiedKey::new(vec![certificate], signing);
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(shown)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let accepted = acceptor.accept(stream).await;
            assert!(accepted.is_err(), "somebody was fooled");
        }
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_shows_the_certificate_without_its_key_is_refused() {
    let place = Place::open_secured().await;
    let path = own_folder(&place).join("server.pem");
    let url = impostor(CertificateDer::from_pem_file(path).unwrap()).await;
    let refused = enrol(&url, place.fingerprint()).await;
    assert!(matches!(refused, Err(SyncError::NotProven(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_key_stops_sharing_and_nothing_that_waits_is_lost() {
    let mut place = Place::open_secured().await;
    let mut desk = place.desk("one").await;
    place.stop().await;
    std::fs::remove_file(own_folder(&place).join("server.pem")).unwrap();
    place.start().await;
    desk.done("register_patient", registration(1, "Waiting"))
        .await;
    desk.until("sharing stops", |status, waiting| {
        status.stopped == Some(SharingStop::ServerNotProven) && !status.online && waiting == 1
    })
    .await;

    // An administrator gives the new line out.
    let identity = enrol(&place.url(), place.fingerprint()).await.unwrap();
    desk.take_on(identity).await;
    desk.start().await;
    desk.until_shared().await;
    assert_eq!(rows(&desk.store).await, place.rows().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_issued_anew_for_the_same_key_changes_nothing() {
    let mut place = Place::open_secured().await;
    let fingerprint = place.fingerprint();
    let path = own_folder(&place).join("server.pem");
    let before = std::fs::read_to_string(&path).unwrap();
    let (_, key) = before.split_once("-----END CERTIFICATE-----").unwrap();
    let key = rcgen::KeyPair::from_pem(key.trim()).unwrap();
    let params = rcgen::CertificateParams::new(vec!["moved.example".to_owned()]).unwrap();
    let renewed = params.self_signed(&key).unwrap().pem() + &key.serialize_pem();
    place.stop().await;
    std::fs::write(&path, &renewed).unwrap();
    place.start().await;
    assert_ne!(before, renewed);
    assert_eq!(place.fingerprint(), fingerprint);
    assert!(enrol(&place.url(), fingerprint).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stopped_to_encrypt_is_not_spoken_to() {
    let mut place = Place::open_secured().await;
    let mut desk = place.desk("one").await;
    place.stop().await;
    place.transport = Transport::Plain;
    place.start().await;
    desk.done("register_patient", registration(1, "Waiting"))
        .await;
    desk.until("it is offline", |status, waiting| {
        !status.online && waiting == 1
    })
    .await;
}

#[tokio::test]
async fn nothing_but_a_hello_is_said_before_the_key_is_proven() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut first = vec![0; 16 * 1024];
        let read = stream.read(&mut first).await.unwrap();
        first.truncate(read);
        first
    });
    let refused = enrol(&url, Some(Fingerprint::of(b"a key"))).await;
    assert!(matches!(refused, Err(SyncError::Unreachable(_))));
    let heard = heard.await.unwrap();
    assert_eq!(heard[..3], [22, 3, 1], "a TLS handshake");
    assert!(!String::from_utf8_lossy(&heard).contains(CODE));
}

/// A connection that trusts the server's own certificate as a site's authority would be trusted.
async fn trusting(place: &Place) -> tokio_rustls::client::TlsStream<TcpStream> {
    let path = own_folder(place).join("server.pem");
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(path).unwrap())
        .unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(place.address).await.unwrap();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, stream).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_certificate_is_for_the_address_and_of_tls_1_3() {
    let place = Place::open_secured().await;
    let mut stream = trusting(&place).await;
    let version = stream.get_ref().1.protocol_version();
    assert_eq!(version, Some(rustls::ProtocolVersion::TLSv1_3));
    let request = format!(
        "GET /health HTTP/1.1\r\nhost: s\r\nconnection: close\r\nmainstay-protocol: {PROTOCOL}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handshake_that_never_ends_keeps_nobody_waiting() {
    let place = Place::open_secured().await;
    let mut held = Vec::new();
    for _ in 0..50 {
        let mut stream = TcpStream::connect(place.address).await.unwrap();
        stream.write_all(&[22, 3, 1]).await.unwrap();
        held.push(stream);
    }
    let url = place.url();
    let joined = tokio::time::timeout(Duration::from_mins(1), enrol(&url, place.fingerprint()));
    assert!(joined.await.unwrap().is_ok());
}
