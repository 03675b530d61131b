//! How workstations reach the server: over TLS under a key that is made once, under one that was given, or, on
//! this computer alone, in the clear.

use std::{
    fs,
    io::{self, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rustls::{
    CertificateError, RootCertStore, ServerConfig,
    client::{WebPkiServerVerifier, danger::ServerCertVerifier},
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
    version::TLS13,
};
use values::Instant;
use wire::sync::Fingerprint;

/// How workstations reach a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// TLS under a key of the server's own, in this folder; made at the first start.
    Own(PathBuf),
    /// TLS under a certificate and a key that somebody else looks after.
    Given {
        /// The certificate and those above it, as PEM.
        certificate: PathBuf,
        /// Its key, as PEM.
        key: PathBuf,
    },
    /// Nothing is encrypted: on a loopback address alone.
    Plain,
}

/// Why a server cannot be reached in the way that was asked for.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// A file cannot be read or written.
    #[error("{} cannot be used", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file is no PEM, or not of what it should hold.
    #[error("{} holds no {what} as PEM", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        what: &'static str,
    },
    /// Anybody on this computer could read the key.
    #[error("everybody on this computer can read the key in {}: take that leave away (chmod o= …)", path.display())]
    Readable {
        /// The file.
        path: PathBuf,
    },
    /// The key is another certificate's.
    #[error("the key in {} does not belong to the certificate in {}", key.display(), certificate.display())]
    Mismatch {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// The certificate is of another time.
    #[error("the certificate in {} {problem}", path.display())]
    Dated {
        /// The file.
        path: PathBuf,
        /// In words.
        problem: &'static str,
    },
    /// The certificate or the key cannot be used.
    #[error("the certificate in {} cannot be used", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: rustls::Error,
    },
    /// No key or certificate could be made.
    #[error("no certificate could be made")]
    NotMade(#[source] rcgen::Error),
}

/// The own certificate with its key, in one file, so that there is never one without the other.
const OWN: &str = "server.pem";
/// How long before its end a certificate is complained of.
const ENDS_SOON: Duration = Duration::from_hours(30 * 24);

/// What TLS needs, and what the server is known by under it.
pub(crate) struct Secured {
    pub(crate) config: Arc<ServerConfig>,
    pub(crate) fingerprint: Fingerprint,
}

impl Secured {
    /// Reads, or on the first start makes, what `transport` names; `None` for a plain line.
    pub(crate) fn open(
        transport: &Transport,
        listen: SocketAddr,
        now: Instant,
    ) -> Result<Option<Self>, TransportError> {
        match transport {
            Transport::Plain => Ok(None),
            Transport::Own(folder) => {
                let path = folder.join(OWN);
                if !path.exists() {
                    make(folder, &path, listen)?;
                }
                Self::read(&path, &path).map(Some)
            }
            Transport::Given { certificate, key } => {
                look_at_dates(certificate, now)?;
                Self::read(certificate, key).map(Some)
            }
        }
    }

    fn read(certificate: &Path, key: &Path) -> Result<Self, TransportError> {
        let chain = chain(certificate)?;
        let unusable = |source| unusable(certificate, source);
        let fingerprint = fingerprint(certificate, &chain)?;
        refuse_readable(key)?;
        let private = PrivateKeyDer::from_pem_file(key).map_err(of_pem(key, "private key"))?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, private);
        let mut config = config.map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => TransportError::Mismatch {
                certificate: certificate.to_owned(),
                key: key.to_owned(),
            },
            error => unusable(error),
        })?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            config: Arc::new(config),
            fingerprint,
        })
    }
}

/// What the server is known by that answers in this way; `None` in the clear, and before its key was made.
pub(crate) fn known_by(transport: &Transport) -> Result<Option<Fingerprint>, TransportError> {
    let path = match transport {
        Transport::Plain => return Ok(None),
        Transport::Own(folder) => folder.join(OWN),
        Transport::Given { certificate, .. } => certificate.clone(),
    };
    if matches!(transport, Transport::Own(_)) && !path.exists() {
        return Ok(None);
    }
    fingerprint(&path, &chain(&path)?).map(Some)
}

fn fingerprint(
    certificate: &Path,
    chain: &[CertificateDer<'_>],
) -> Result<Fingerprint, TransportError> {
    let first = chain
        .first()
        .ok_or_else(|| missing(certificate, "certificate"))?;
    let parsed =
        ParsedCertificate::try_from(first).map_err(|source| unusable(certificate, source))?;
    Ok(Fingerprint::of(&parsed.subject_public_key_info()))
}

fn unusable(certificate: &Path, source: rustls::Error) -> TransportError {
    TransportError::Unusable {
        path: certificate.to_owned(),
        source,
    }
}

/// Makes a key and a certificate that it signs itself. Workstations know the key; the dates, which nobody looks at,
/// are far apart so that no other program stumbles over them.
fn make(folder: &Path, path: &Path, listen: SocketAddr) -> Result<(), TransportError> {
    let made = || {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names(listen))?;
        params
            .distinguished_name
            .push(DnType::CommonName, "Mainstay server");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2120, 1, 1);
        let certificate = params.self_signed(&key)?;
        Ok(certificate.pem() + &key.serialize_pem())
    };
    let text = made().map_err(TransportError::NotMade)?;
    keep(folder, path, text.as_bytes()).map_err(|source| TransportError::File {
        path: path.to_owned(),
        source,
    })
}

/// What the certificate says that it is for.
fn names(listen: SocketAddr) -> Vec<String> {
    let mut names = vec!["localhost".to_owned()];
    if !listen.ip().is_unspecified() {
        names.push(listen.ip().to_string());
    }
    let host = fs::read_to_string("/etc/hostname").unwrap_or_default();
    let host = host.trim();
    if !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    {
        names.push(host.to_owned());
    }
    names
}

/// Writes the file whole or not at all, for its owner alone, and never over one that is there: what another
/// process made meanwhile stands.
fn keep(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut making = fs::DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(folder)?;
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let linked = match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    };
    fs::remove_file(&draft)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    linked
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let of_pem = of_pem(path, "certificate");
    CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(of_pem)
}

fn missing(path: &Path, what: &'static str) -> TransportError {
    TransportError::Missing {
        path: path.to_owned(),
        what,
    }
}

fn of_pem(
    path: &Path,
    what: &'static str,
) -> impl FnOnce(rustls::pki_types::pem::Error) -> TransportError {
    move |error| match error {
        rustls::pki_types::pem::Error::Io(source) => TransportError::File {
            path: path.to_owned(),
            source,
        },
        _ => missing(path, what),
    }
}

#[cfg(unix)]
fn refuse_readable(key: &Path) -> Result<(), TransportError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::metadata(key).map_err(|source| TransportError::File {
        path: key.to_owned(),
        source,
    })?;
    // A group may read it: that is how distributions let several services use one key.
    if metadata.permissions().mode() & 0o007 != 0 {
        return Err(TransportError::Readable {
            path: key.to_owned(),
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_readable(_key: &Path) -> Result<(), TransportError> {
    Ok(())
}

/// Refuses a certificate that is over, or not yet; complains of one that soon will be.
fn look_at_dates(path: &Path, now: Instant) -> Result<(), TransportError> {
    let chain = chain(path)?;
    let at = Duration::from_millis(u64::try_from(now.as_millis()).unwrap_or_default());
    if let Some(problem) = dated(&chain, at) {
        let path = path.to_owned();
        return Err(TransportError::Dated { path, problem });
    }
    if dated(&chain, at + ENDS_SOON).is_some() {
        tracing::warn!(path = %path.display(), "the certificate expires within a month");
    }
    Ok(())
}

/// What is wrong with the dates of a certificate. A verifier looks at them before anything else, so that it trusts
/// nobody here does not matter.
fn dated(chain: &[CertificateDer<'static>], at: Duration) -> Option<&'static str> {
    let (first, above) = chain.split_first()?;
    let mut roots = RootCertStore::empty();
    roots.add(chain.last()?.clone()).ok()?;
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .ok()?;
    let name = ServerName::try_from("localhost").ok()?;
    let at = UnixTime::since_unix_epoch(at);
    match verifier.verify_server_cert(first, above, &name, &[], at) {
        Err(rustls::Error::InvalidCertificate(problem)) => match problem {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                Some("has expired")
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Some("is not valid yet: look at this computer's clock")
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests;
