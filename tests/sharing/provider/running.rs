//! The provider, a program of its own.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use server::{ProviderOptions, RedirectHost};

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/provider");
const SECRET: &str = "what the two have agreed on";

type Output = BufReader<ChildStdout>;

/// A running provider; it goes with this.
pub(super) struct Running {
    child: Child,
    issuer: String,
    /// What it says goes here, unread: it ends when nobody can hear it.
    _output: Output,
    folder: tempfile::TempDir,
}

impl Running {
    pub(super) fn start() -> Self {
        assert!(
            Path::new(PLACE).join("node_modules").is_dir(),
            "the provider is not installed: run `cargo xtask test` once, or `npm ci` in tests/provider"
        );
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, SECRET).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o600)).unwrap();
        }
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .arg(&secret)
            .current_dir(PLACE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let issuer = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("issuer ")?.to_owned()))
            .unwrap();
        Self {
            child,
            issuer,
            _output: output,
            folder,
        }
    }

    /// How a server is set up that is its client.
    pub(super) fn options(&self) -> ProviderOptions {
        ProviderOptions {
            issuer: self.issuer.clone(),
            client: "mainstay".to_owned(),
            secret: Some(self.folder.path().join("secret")),
            name: "Clinic ID".to_owned(),
            redirect_host: RedirectHost::Address,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
