//! Another provider through which people may sign in.

use server::{ProviderOptions, RedirectHost};

use super::{Flags, Unclear};

pub(super) const ISSUER: &str = "--oidc-issuer";
pub(super) const CLIENT: &str = "--oidc-client";
pub(super) const NAME: &str = "--oidc-name";
pub(super) const SECRET: &str = "--oidc-secret-file";
pub(super) const REDIRECT_HOST: &str = "--oidc-redirect-host";

/// The provider, if one is named.
pub(super) fn read(flags: &mut Flags) -> Result<Option<ProviderOptions>, Unclear> {
    let Some(issuer) = flags.take(ISSUER) else {
        let of_one = [CLIENT, NAME, SECRET, REDIRECT_HOST];
        return if of_one.into_iter().any(|flag| flags.has(flag)) {
            Err(Unclear::Missing("--oidc-issuer, the provider's address,"))
        } else {
            Ok(None)
        };
    };
    let client = flags.take(CLIENT);
    let client = client.ok_or(Unclear::Missing("--oidc-client"))?;
    let name = flags.take(NAME).ok_or(Unclear::Missing("--oidc-name"))?;
    Ok(Some(ProviderOptions {
        issuer,
        client,
        secret: flags.take(SECRET).map(Into::into),
        name,
        redirect_host: redirect_host(flags.take(REDIRECT_HOST))?,
    }))
}

fn redirect_host(given: Option<String>) -> Result<RedirectHost, Unclear> {
    let Some(value) = given else {
        return Ok(RedirectHost::Address);
    };
    let of_name = |host: &RedirectHost| host.name() == value;
    let hosts = [RedirectHost::Address, RedirectHost::Name];
    hosts.into_iter().find(of_name).ok_or(Unclear::Value {
        flag: REDIRECT_HOST,
        what: "127.0.0.1 or localhost, as it was registered with the provider",
        value,
    })
}
