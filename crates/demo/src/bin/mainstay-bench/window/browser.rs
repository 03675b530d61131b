//! WebKitGTK's own small browser, as a window that does nothing but show a page.

use std::{fs, path::PathBuf};

/// A page to show.
pub(crate) struct Page {
    address: String,
    colour: Option<[u8; 3]>,
}

impl Page {
    /// Nothing.
    pub(crate) fn blank() -> Self {
        Self {
            address: "about:blank".to_owned(),
            colour: None,
        }
    }

    /// One colour from edge to edge, so that the display shows when it is painted.
    pub(crate) fn painted() -> Self {
        let [red, green, blue] = [0x12, 0x84, 0x5e];
        Self {
            address: format!(
                "data:text/html,<body style='background:rgb({red},{green},{blue})'></body>"
            ),
            colour: Some([red, green, blue]),
        }
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Red, green, blue; `None` for the blank page.
    pub(crate) fn colour(&self) -> Option<[u8; 3]> {
        self.colour
    }
}

/// Debian keeps it with the library, under the machine's own folder.
pub(super) fn installed() -> Option<PathBuf> {
    fs::read_dir("/usr/lib")
        .ok()?
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|program| program.is_file())
}
