//! Whoever ships the program, and a workstation that has its key built in.

use std::{
    collections::BTreeMap,
    fs,
    io::Cursor,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use clinic::records::Role;
use minisign::KeyPair;
use serde_json::json;
use workstation::{Installation, UpdateOptions, Workstation};

use super::{OLD, RUNS};
use crate::place::{Desk, PASSPHRASE, Place};

/// What a clinic gets from whoever ships the program, and where its server finds it.
pub(super) struct Vendor {
    pub(super) key: KeyPair,
    pub(super) folder: PathBuf,
}

impl Vendor {
    fn new(place: &Path) -> Self {
        let folder = place.join("newer versions");
        fs::create_dir_all(&folder).unwrap();
        let key = KeyPair::generate_unencrypted_keypair().unwrap();
        Self { key, folder }
    }

    /// A version's files, without their endings.
    pub(super) fn release(&self, version: &str, kind: &str, package: &[u8]) -> PathBuf {
        let architecture = match std::env::consts::ARCH {
            "aarch64" => "arm64",
            _ => "amd64",
        };
        let built = tempfile::tempdir().unwrap();
        let file = built
            .path()
            .join(format!("Mainstay_{version}_{architecture}.{kind}"));
        fs::write(&file, package).unwrap();
        let notes = BTreeMap::from([("en".to_owned(), "Faster.".to_owned())]);
        let laid_out = xtask::update::lay_out(&file, &notes, &self.folder).unwrap();
        self.sign(&laid_out.manifest);
        laid_out.manifest.with_extension("")
    }

    fn sign(&self, manifest: &Path) {
        sign(&self.key, manifest);
    }
}

/// As minisign's program does.
pub(super) fn sign(key: &KeyPair, manifest: &Path) {
    let words = Cursor::new(fs::read(manifest).unwrap());
    let signature = minisign::sign(None, &key.sk, words, Some("by the vendor"), None).unwrap();
    fs::write(
        manifest.with_extension("json.minisig"),
        signature.into_string(),
    )
    .unwrap();
}

/// A server that hands a vendor's versions out.
pub(super) async fn handing_out() -> (Place, Vendor, tempfile::TempDir) {
    let outside = tempfile::tempdir().unwrap();
    let vendor = Vendor::new(outside.path());
    let mut place = Place::open().await;
    place.stop_server().await;
    place.updates = Some(vendor.folder.clone());
    place.start_server().await;
    (place, vendor, outside)
}

/// A workstation that runs version 0.1.0 and has heard the server, with somebody signed in.
pub(super) async fn running(place: &Place, updates: UpdateOptions, role: Role) -> Desk {
    let options = workstation::Options {
        updates,
        ..place.options("one")
    };
    let desk = Desk {
        workstation: Workstation::start(options, place.clock.clone()),
    };
    desk.until("a passphrase is asked for", |state| {
        state["state"] == "choose_passphrase"
    })
    .await;
    desk.done("give_passphrase", json!({ "passphrase": PASSPHRASE }))
        .await;
    desk.until("locked", |state| state["state"] == "locked")
        .await;
    desk.sign_in(place, role).await;
    desk.until_shared().await;
    desk
}

pub(super) fn options(vendor: &Vendor, installation: Installation) -> UpdateOptions {
    UpdateOptions {
        version: RUNS.to_owned(),
        key: Some(vendor.key.pk.to_base64()),
        installation,
    }
}

/// A file that stands for the `AppImage` that runs.
pub(super) fn app_image(folder: &Path) -> PathBuf {
    let program = folder.join("Mainstay.AppImage");
    fs::write(&program, OLD).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o750)).unwrap();
    program
}

/// More than one piece of it.
pub(super) fn package() -> Vec<u8> {
    (0..251)
        .cycle()
        .take(wire::sync::PIECE_BYTES_MAX + 5)
        .collect()
}

/// What lies beside a program and is not it: halves of another.
pub(super) fn beside(program: &Path) -> usize {
    let entries = fs::read_dir(program.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.to_string_lossy().ends_with(".update"))
        .count()
}
