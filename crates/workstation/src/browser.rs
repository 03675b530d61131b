//! The browser of the computer, where people sign in at another provider: what is typed there is none of this program's
//! business, and people see by its own signs where they are (RFC 8252).

/// Opens pages for a person, outside of the window.
pub trait Browser: Send + Sync {
    /// Opens the page at this address, which is one of the web.
    fn open(&self, address: &str) -> Result<(), BrowserSilent>;
}

/// No browser could be opened.
#[derive(Debug, thiserror::Error)]
#[error("no browser could be opened")]
pub struct BrowserSilent(#[from] pub std::io::Error);
