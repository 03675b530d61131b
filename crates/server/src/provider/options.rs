//! How a provider is set up: looked at when the server starts, so that a wrong setting is said in words at once.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use url::{Host, Url};
use wire::sign_in::RedirectHost;
use zeroize::Zeroizing;

/// No secret of a client is longer.
const SECRET_LENGTH_MAX: usize = 1_024;

/// A provider through which people may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderOptions {
    /// As it names itself, such as `https://id.example/realms/clinic`.
    pub issuer: String,
    /// As what this server is known there.
    pub client: String,
    /// The file of the secret that was agreed on there; without one the server is a public client.
    pub secret: Option<PathBuf>,
    /// What people call it: the button says *Sign in with* this.
    pub name: String,
    /// What a workstation is called in the address that browsers come back to.
    pub redirect_host: RedirectHost,
}

/// Why a provider cannot be used as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// No address of a provider.
    #[error(
        "the provider's issuer is `{0}`, which is no address such as https://id.example/realms/clinic"
    )]
    Issuer(String),
    /// What it says could be changed on the way.
    #[error("the provider's issuer is `{0}`: it must begin with https, except on this computer")]
    Plain(String),
    /// A setting without content.
    #[error("the provider's {0} is empty")]
    Empty(&'static str),
    /// A file that cannot be read.
    #[error("the provider's secret cannot be read from {}: {kind}", path.display())]
    Secret {
        /// The file.
        path: PathBuf,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// A file that holds no secret.
    #[error("{} holds no secret of the provider's: one line is expected", path.display())]
    NoSecret {
        /// The file.
        path: PathBuf,
    },
    /// Anybody on this computer could be the server there.
    #[error("everybody on this computer can read the provider's secret in {}: take that leave away (chmod o= …)", path.display())]
    Readable {
        /// The file.
        path: PathBuf,
    },
    /// Nothing can be asked over the network.
    #[error("nothing can be asked of a provider from here")]
    NoClient,
}

impl ProviderOptions {
    /// Whether a server may run like this; the provider's address.
    pub(crate) fn check(&self) -> Result<Url, ProviderFault> {
        for (what, text) in [("client id", &self.client), ("name", &self.name)] {
            if text.trim().is_empty() {
                return Err(ProviderFault::Empty(what));
            }
        }
        let no_address = || ProviderFault::Issuer(self.issuer.clone());
        let url = Url::parse(&self.issuer).map_err(|_| no_address())?;
        let is_bare = url.query().is_none() && url.fragment().is_none();
        let is_open = url.username().is_empty() && url.password().is_none();
        if !matches!(url.scheme(), "http" | "https") || !is_bare || !is_open {
            return Err(no_address());
        }
        if keeps_secrets(&url) {
            Ok(url)
        } else {
            Err(ProviderFault::Plain(self.issuer.clone()))
        }
    }

    /// The secret, if the provider gave one.
    pub(super) fn read_secret(&self) -> Result<Option<Zeroizing<String>>, ProviderFault> {
        let Some(path) = &self.secret else {
            return Ok(None);
        };
        let unreadable = |error: io::Error| ProviderFault::Secret {
            path: path.clone(),
            kind: error.kind(),
        };
        refuse_readable(path)?;
        let text = Zeroizing::new(fs::read_to_string(path).map_err(unreadable)?);
        let secret = text.trim();
        let is_one = (1..=SECRET_LENGTH_MAX).contains(&secret.len()) && !secret.contains('\n');
        if is_one {
            Ok(Some(Zeroizing::new(secret.to_owned())))
        } else {
            Err(ProviderFault::NoSecret { path: path.clone() })
        }
    }
}

/// Whether nobody else can read or change what is said there: over TLS, or on this computer.
pub(super) fn keeps_secrets(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_this_computer(url))
}

pub(super) fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(unix)]
fn refuse_readable(path: &Path) -> Result<(), ProviderFault> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::metadata(path).map_err(|error| ProviderFault::Secret {
        path: path.to_owned(),
        kind: error.kind(),
    })?;
    if metadata.permissions().mode() & 0o007 != 0 {
        return Err(ProviderFault::Readable {
            path: path.to_owned(),
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_readable(_path: &Path) -> Result<(), ProviderFault> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(issuer: &str) -> ProviderOptions {
        ProviderOptions {
            issuer: issuer.to_owned(),
            client: "mainstay".to_owned(),
            secret: None,
            name: "Clinic ID".to_owned(),
            redirect_host: RedirectHost::Address,
        }
    }

    #[test]
    fn a_provider_is_asked_over_tls_or_on_this_computer() {
        for fitting in [
            "https://id.example",
            "https://id.example/realms/clinic/",
            "http://127.0.0.1:8080/realms/clinic",
            "http://[::1]:8080",
            "http://localhost:8080",
        ] {
            assert!(options(fitting).check().is_ok(), "{fitting}");
        }
        for plain in [
            "http://id.example",
            "http://192.0.2.7",
            "http://127.0.0.1.id.example",
        ] {
            let refused = options(plain).check().unwrap_err();
            assert_eq!(refused, ProviderFault::Plain(plain.to_owned()));
        }
        for odd in [
            "",
            "id.example",
            "ftp://id.example",
            "https://id.example/?realm=clinic",
            "https://id.example/#clinic",
            "https://me:secret@id.example",
        ] {
            let refused = options(odd).check().unwrap_err();
            assert_eq!(refused, ProviderFault::Issuer(odd.to_owned()));
        }
    }

    #[test]
    fn a_provider_without_a_name_or_a_client_is_refused() {
        let nameless = ProviderOptions {
            name: " ".to_owned(),
            ..options("https://id.example")
        };
        assert_eq!(nameless.check(), Err(ProviderFault::Empty("name")));
        let unknown = ProviderOptions {
            client: String::new(),
            ..options("https://id.example")
        };
        assert_eq!(unknown.check(), Err(ProviderFault::Empty("client id")));
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_is_one_line_that_not_everybody_can_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let with = ProviderOptions {
            secret: Some(path.clone()),
            ..options("https://id.example")
        };
        let leave = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let missing = with.read_secret().unwrap_err();
        assert!(missing.to_string().contains("cannot be read"), "{missing}");
        fs::write(&path, "not for everybody\n").unwrap();
        leave(0o644);
        let open = ProviderFault::Readable { path: path.clone() };
        assert_eq!(with.read_secret().unwrap_err(), open);
        leave(0o640);
        let secret = with.read_secret().unwrap().unwrap();
        assert_eq!(secret.as_str(), "not for everybody");
        for none in ["", "\n", "one\ntwo\n"] {
            fs::write(&path, none).unwrap();
            let refused = with.read_secret().unwrap_err();
            assert_eq!(refused, ProviderFault::NoSecret { path: path.clone() });
        }
    }
}
