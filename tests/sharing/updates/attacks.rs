//! What an attacker, or a slip, may do to what a vendor signed.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use clinic::records::Role;
use minisign::KeyPair;
use serde_json::json;
use wire::Code;
use workstation::Installation;

use super::{
    OLD, RUNS, install, state,
    vendor::{Vendor, app_image, beside, handing_out, options, package, running, sign},
};

/// What an attacker, or a slip, does to a version's files; the version that the server offers then.
type Attack = fn(&Vendor, &Path) -> &'static str;

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from));
    fs::write(file, text.replace(from, to)).unwrap();
}

/// Hands a version out under another number.
fn rename(vendor: &Vendor, from: &str, to: &str) {
    fs::rename(vendor.folder.join(from), vendor.folder.join(to)).unwrap();
}

const ATTACKS: [(&str, Attack, Code, Option<&str>); 11] = [
    (
        "another key",
        |_, files| {
            let other = KeyPair::generate_unencrypted_keypair().unwrap();
            sign(&other, &files.with_extension("json"));
            "0.2.0"
        },
        Code::UpdateNotTrusted,
        Some("another_key"),
    ),
    (
        "edited words",
        |_, files| {
            edit(&files.with_extension("json"), "0.2.0", "0.3.0");
            "0.3.0"
        },
        Code::UpdateNotTrusted,
        Some("wrong_signature"),
    ),
    (
        "an edited comment",
        |_, files| {
            edit(
                &files.with_extension("json.minisig"),
                "by the vendor",
                "by somebody",
            );
            "0.2.0"
        },
        Code::UpdateNotTrusted,
        Some("wrong_signature"),
    ),
    (
        "a signature that is none",
        |_, files| {
            fs::write(files.with_extension("json.minisig"), "none").unwrap();
            "0.2.0"
        },
        Code::UpdateNotTrusted,
        Some("unreadable"),
    ),
    (
        "another kind of package",
        |vendor, files| {
            let deb = vendor.release("0.2.0", "deb", b"a deb");
            for ending in ["json", "json.minisig", "package"] {
                fs::copy(deb.with_extension(ending), files.with_extension(ending)).unwrap();
            }
            "0.2.0"
        },
        Code::UpdateNotTrusted,
        Some("another_target"),
    ),
    (
        "an older version under a newer number",
        |vendor, _| {
            vendor.release("0.0.9", "AppImage", b"an old one");
            rename(vendor, "0.0.9", "0.9.0");
            "0.9.0"
        },
        Code::UpdateNotNewer,
        None,
    ),
    (
        "the same version under a newer number",
        |vendor, _| {
            vendor.release(RUNS, "AppImage", b"the same");
            rename(vendor, RUNS, "0.9.0");
            "0.9.0"
        },
        Code::UpdateNotNewer,
        None,
    ),
    (
        "a package that was cut off",
        |_, files| {
            let file = fs::OpenOptions::new()
                .write(true)
                .open(files.with_extension("package"));
            file.unwrap().set_len(1_000).unwrap();
            "0.2.0"
        },
        Code::UpdateDamaged,
        Some("cut_short"),
    ),
    (
        "a package that is longer",
        |_, files| {
            let mut bytes = package();
            bytes.push(1);
            fs::write(files.with_extension("package"), bytes).unwrap();
            "0.2.0"
        },
        Code::UpdateDamaged,
        Some("too_large"),
    ),
    (
        "another package of that size",
        |_, files| {
            let mut bytes = package();
            bytes[7] ^= 1;
            fs::write(files.with_extension("package"), bytes).unwrap();
            "0.2.0"
        },
        Code::UpdateDamaged,
        Some("altered"),
    ),
    (
        "an old package that was signed, under a newer number",
        |vendor, files| {
            let mut bytes = package();
            bytes[9] ^= 1;
            let old = vendor.release("0.0.9", "AppImage", &bytes);
            fs::copy(
                old.with_extension("package"),
                files.with_extension("package"),
            )
            .unwrap();
            "0.2.0"
        },
        Code::UpdateDamaged,
        Some("altered"),
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_the_vendor_did_not_sign_for_this_computer_now_is_refused_and_changes_nothing() {
    let (place, vendor, folder) = handing_out().await;
    let program = app_image(folder.path());
    let desk = running(
        &place,
        options(&vendor, Installation::AppImage(program.clone())),
        Role::Administrator,
    )
    .await;
    for (attack, done_to, code, why) in ATTACKS {
        fs::remove_dir_all(&vendor.folder).unwrap();
        let files = vendor.release("0.2.0", "AppImage", &package());
        let version = done_to(&vendor, &files);
        let standing = state(&desk).await;
        if code == Code::UpdateDamaged {
            assert_eq!(standing["state"], "offered", "{attack}");
        } else {
            assert_eq!(
                standing,
                json!({ "state": "refused", "code": code }),
                "{attack}"
            );
        }
        let refused = install(&desk, version).await.unwrap_err();
        let said = refused.data["why"].as_str();
        assert_eq!((refused.code, said), (code, why), "{attack}");
        assert_eq!(fs::read(&program).unwrap(), OLD, "{attack}");
        assert_eq!(beside(&program), 0, "{attack}");
    }
    let mode = fs::metadata(&program).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o750);
    // None of it keeps the right one from coming.
    fs::remove_dir_all(&vendor.folder).unwrap();
    vendor.release("0.2.0", "AppImage", &package());
    install(&desk, "0.2.0").await.unwrap();
    assert!(fs::read(&program).unwrap() == package());
}
