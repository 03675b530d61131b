use super::*;

fn now() -> Instant {
    "2026-11-20T09:30:00.000Z".parse().unwrap()
}

fn here() -> SocketAddr {
    ([127, 0, 0, 1], 0).into()
}

/// A certificate and its key, for these years.
fn written(folder: &Path, name: &str, from: i32, until: i32) -> Transport {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["clinic.example".to_owned()]).unwrap();
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let certificate = params.self_signed(&key).unwrap();
    let place = |what: &str| folder.join(format!("{name}.{what}"));
    fs::write(place("crt"), certificate.pem()).unwrap();
    keep(folder, &place("key"), key.serialize_pem().as_bytes()).unwrap();
    Transport::Given {
        certificate: place("crt"),
        key: place("key"),
    }
}

fn opened(transport: &Transport) -> Result<Fingerprint, TransportError> {
    Secured::open(transport, here(), now()).map(|secured| secured.unwrap().fingerprint)
}

#[test]
fn the_own_key_is_made_once_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let own = Transport::Own(folder.path().join("tls"));
    let first = opened(&own).unwrap();
    assert_eq!(opened(&own).unwrap(), first);
    let other = Transport::Own(folder.path().join("other"));
    assert_ne!(opened(&other).unwrap(), first);
    let left: Vec<_> = fs::read_dir(folder.path().join("tls")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[cfg(unix)]
#[test]
fn the_own_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let own = Transport::Own(folder.path().join("tls"));
    opened(&own).unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path().join("tls")), 0o700);
    assert_eq!(mode(folder.path().join("tls").join(OWN)), 0o600);
}

#[test]
fn a_damaged_own_key_is_said_and_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let own = Transport::Own(folder.path().to_owned());
    opened(&own).unwrap();
    let path = folder.path().join(OWN);
    keep(folder.path(), &path, b"").unwrap();
    opened(&own).unwrap();
    fs::write(&path, "damaged").unwrap();
    assert!(matches!(opened(&own), Err(TransportError::Missing { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"damaged");
}

#[test]
fn a_given_certificate_is_looked_at_before_anybody_meets_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = written(folder, "good", 2025, 2030);
    assert!(opened(&good).is_ok());
    let over = written(folder, "over", 2020, 2025);
    let Err(TransportError::Dated { problem, .. }) = opened(&over) else {
        panic!("an expired certificate was taken");
    };
    assert_eq!(problem, "has expired");
    assert!(matches!(
        opened(&written(folder, "early", 2030, 2040)),
        Err(TransportError::Dated { .. })
    ));
    let other = written(folder, "other", 2025, 2030);
    let (Transport::Given { certificate, .. }, Transport::Given { key, .. }) = (good, other) else {
        panic!("both are given");
    };
    let crossed = Transport::Given { certificate, key };
    assert!(matches!(
        opened(&crossed),
        Err(TransportError::Mismatch { .. })
    ));
}

#[test]
fn files_that_are_missing_or_something_else_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let nothing = Transport::Given {
        certificate: folder.join("nowhere"),
        key: folder.join("nowhere"),
    };
    assert!(matches!(opened(&nothing), Err(TransportError::File { .. })));
    let Transport::Given { certificate, .. } = written(folder, "good", 2025, 2030) else {
        panic!("it is given");
    };
    let twice = Transport::Given {
        key: certificate.clone(),
        certificate,
    };
    let refused = opened(&twice);
    let named = matches!(
        refused,
        Err(TransportError::Missing { .. } | TransportError::Readable { .. })
    );
    assert!(named);
}

#[cfg(unix)]
#[test]
fn a_key_that_everybody_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let given = written(folder.path(), "good", 2025, 2030);
    let Transport::Given { key, .. } = &given else {
        panic!("it is given");
    };
    for (mode, taken) in [(0o644, false), (0o604, false), (0o640, true), (0o400, true)] {
        fs::set_permissions(key, fs::Permissions::from_mode(mode)).unwrap();
        let refused = matches!(opened(&given), Err(TransportError::Readable { .. }));
        assert_eq!(!refused, taken, "{mode:o}");
    }
}
