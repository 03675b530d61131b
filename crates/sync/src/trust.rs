//! How a server proves who it is: by the key that it was joined under, or by an authority that this computer
//! trusts. A plain line is taken for this computer itself alone.

use std::{error::Error, io, net::IpAddr, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
    version::TLS13,
};
use rustls_platform_verifier::Verifier;
use wire::sync::Fingerprint;

use crate::SyncError;

/// What a connection to a server asks of it: TLS 1.3, and the pinned key or a chain to an authority. Refuses an
/// address over which records and tokens would cross a network in the clear, and one whose fingerprint nobody would look at.
pub(crate) fn config(
    server: &str,
    fingerprint: Option<Fingerprint>,
) -> Result<ClientConfig, SyncError> {
    let provider = Arc::new(ring::default_provider());
    let asked = |error: rustls::Error| SyncError::NotProven(Box::new(error));
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&[&TLS13])
        .map_err(asked)?;
    let verifier: Arc<dyn ServerCertVerifier> = match (fit(server)?, fingerprint) {
        (Line::Plain, Some(_)) => {
            return Err(SyncError::NotProven("a plain line proves no key".into()));
        }
        // Nobody is trusted with what never leaves this computer; no certificate is read for it either.
        (Line::Plain, None) => {
            return Ok(builder
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth());
        }
        (Line::Encrypted, Some(fingerprint)) => Arc::new(Pinned::new(fingerprint, &provider)),
        (Line::Encrypted, None) => Arc::new(Verifier::new(provider).map_err(asked)?),
    };
    Ok(builder
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

/// Whether a server at this address can be spoken to: over TLS, or on this computer.
pub fn keeps_secrets(server: &str) -> bool {
    fit(server).is_ok()
}

enum Line {
    Encrypted,
    Plain,
}

fn fit(server: &str) -> Result<Line, SyncError> {
    if server.starts_with("https://") {
        return Ok(Line::Encrypted);
    }
    if server.strip_prefix("http://").is_some_and(is_this_computer) {
        return Ok(Line::Plain);
    }
    let why = "a plain line is taken for this computer itself alone";
    Err(SyncError::NotProven(why.into()))
}

/// Whether an address, `host:port` and what may follow, never leaves this computer.
fn is_this_computer(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let bracketed = authority
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    let host = match bracketed {
        Some((host, _)) => host,
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Whether an attempt failed because the other side did not prove who it is.
pub(crate) fn is_unproven(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return matches!(error, rustls::Error::InvalidCertificate(_));
    }
    // What an error of the system wraps is not among its sources.
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    match wrapped {
        Some(inner) => is_unproven(inner),
        None => error.source().is_some_and(is_unproven),
    }
}

/// Takes one key and no other. Neither names nor dates count: the key is who the server is, the address may
/// change, and this computer's clock may be wrong.
#[derive(Debug)]
struct Pinned {
    fingerprint: Fingerprint,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Pinned {
    fn new(fingerprint: Fingerprint, provider: &CryptoProvider) -> Self {
        Self {
            fingerprint,
            algorithms: provider.signature_verification_algorithms,
        }
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let key = ParsedCertificate::try_from(end_entity)?.subject_public_key_info();
        if Fingerprint::of(&key) == self.fingerprint {
            return Ok(ServerCertVerified::assertion());
        }
        let another = CertificateError::ApplicationVerificationFailure;
        Err(rustls::Error::InvalidCertificate(another))
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        // Never asked: nothing below 1.3 is spoken.
        Err(rustls::Error::HandshakeNotComplete)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_line_never_leaves_this_computer() {
        for server in [
            "http://127.0.0.1:7400",
            "http://localhost:7400/",
            "http://[::1]:7400",
            "https://192.0.2.7:7400",
            "https://clinic.example",
        ] {
            assert!(fit(server).is_ok(), "{server}");
        }
        for server in [
            "http://192.0.2.7:7400",
            "http://clinic.example",
            "http://127.0.0.1.clinic.example",
            "http://localhost.clinic.example",
            "http://me@127.0.0.1:7400",
            "http://127.0.0.1@clinic.example",
            "http://[::ffff:192.0.2.7]:7400",
            "ftp://127.0.0.1",
            "127.0.0.1:7400",
            "",
        ] {
            let refused = fit(server);
            assert!(matches!(refused, Err(SyncError::NotProven(_))), "{server}");
        }
    }

    #[test]
    fn a_pin_is_never_ignored() {
        let fingerprint = Some(Fingerprint::of(b"a key"));
        assert!(config("http://127.0.0.1:7400", fingerprint).is_err());
        assert!(config("https://127.0.0.1:7400", fingerprint).is_ok());
    }

    #[test]
    fn a_refused_certificate_is_found_however_deep_it_is_wrapped() {
        let refused = || rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let wrapped = io::Error::other(io::Error::other(refused()));
        assert!(is_unproven(&wrapped));
        assert!(!is_unproven(&io::Error::other(rustls::Error::DecryptError)));
        assert!(!is_unproven(&io::Error::from(
            io::ErrorKind::ConnectionRefused
        )));
    }
}
