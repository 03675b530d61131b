//! Newer versions of the program: laid out as `cargo xtask sign` does, signed by a key made here, handed out by a real
//! server over TLS, and installed, or not, by a workstation that trusts neither server nor network.

mod attacks;
mod vendor;

use std::{fs, os::unix::fs::PermissionsExt, time::Duration};

use clinic::records::Role;
use serde_json::{Value, json};
use wire::{Code, Failure, local::HostEvent, tags::Tag};
use workstation::{Installation, UpdateOptions};

use crate::place::Desk;
use vendor::{app_image, beside, handing_out, options, package, running};

const PATIENCE: Duration = Duration::from_secs(20);
const RUNS: &str = "0.1.0";
const OLD: &[u8] = b"the program that runs";

async fn state(desk: &Desk) -> Value {
    let view = desk.done("update_state", json!({})).await;
    assert_eq!(view["version"], RUNS);
    view["standing"].clone()
}

async fn install(desk: &Desk, version: &str) -> Result<Value, Failure> {
    desk.call("install_update", json!({ "version": version }))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_fetched_proven_and_put_in_the_place_of_the_one_that_runs() {
    let (place, vendor, folder) = handing_out().await;
    let program = app_image(folder.path());
    let desk = running(
        &place,
        options(&vendor, Installation::AppImage(program.clone())),
        Role::Administrator,
    )
    .await;
    assert_eq!(state(&desk).await["state"], "current");
    let new = package();
    vendor.release("0.2.0", "AppImage", &new);
    let draft = json!({ "form": "register_patient", "body": { "family": "Doe" } });
    desk.done("save_draft", draft).await;
    let shared = desk.done("sync_status", json!({})).await;

    let standing = state(&desk).await;
    assert_eq!(standing["state"], "offered");
    let update = json!({ "version": "0.2.0", "size": new.len(), "notes": { "en": "Faster." }, "by_itself": true });
    assert_eq!(standing["update"], update);

    let gone = install(&desk, "0.3.0").await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound, "nobody saw that version");
    // Lines are handed in once a minute.
    place.clock.advance(60_000);
    let mut events = desk.workstation.events();
    let installed = install(&desk, "0.2.0").await.unwrap();
    assert_eq!(
        installed["standing"],
        json!({ "state": "installed", "version": "0.2.0" })
    );
    tokio::time::timeout(PATIENCE, desk.workstation.starts_again())
        .await
        .unwrap();
    let mut told = 0;
    while let Ok(event) = events.try_recv() {
        told += i32::from(matches!(event, HostEvent::Changed { tags } if tags == [Tag::Updates]));
    }
    assert!(told > 2, "how far it is was told");

    assert!(fs::read(&program).unwrap() == new);
    assert_eq!(
        fs::metadata(&program).unwrap().permissions().mode() & 0o777,
        0o750
    );
    assert_eq!(beside(&program), 0);
    let drafts = desk.done("drafts", json!({})).await;
    assert_eq!(drafts["drafts"][0]["body"]["family"], "Doe");
    let after = desk.done("sync_status", json!({})).await;
    assert_eq!(after["waiting"], shared["waiting"]);
    let said = |trail: &Value| {
        let mut lines = trail["lines"].as_array().into_iter().flatten();
        lines.any(|line| line["command"] == "install_update" && line["reason"] == "0.2.0")
    };
    desk.until_answer(
        "a line says who installed it",
        "audit_trail",
        json!({ "page": 0 }),
        said,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debian_package_is_handed_over_to_whoever_administers_the_computer() {
    let (place, vendor, _folder) = handing_out().await;
    vendor.release("0.2.0", "deb", &package());
    let desk = running(
        &place,
        options(&vendor, Installation::Deb),
        Role::Administrator,
    )
    .await;
    assert_eq!(state(&desk).await["update"]["by_itself"], false);
    let view = install(&desk, "0.2.0").await.unwrap();
    let path = place.data("one").join("updates/mainstay-0.2.0.deb");
    assert!(fs::read(&path).unwrap() == package());
    let path = path.to_string_lossy();
    let standing = json!({
        "state": "handed_over", "version": "0.2.0", "path": path, "command": format!("sudo apt install '{path}'"),
    });
    assert_eq!(view["standing"], standing);
    assert_eq!(state(&desk).await, standing);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_that_there_is_one_and_administrators_install_it() {
    let (place, vendor, folder) = handing_out().await;
    let program = app_image(folder.path());
    vendor.release("0.2.0", "AppImage", b"new");
    let desk = running(
        &place,
        options(&vendor, Installation::AppImage(program.clone())),
        Role::Reception,
    )
    .await;
    assert_eq!(state(&desk).await["state"], "offered");
    let refused = install(&desk, "0.2.0").await.unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    assert_eq!(fs::read(&program).unwrap(), OLD);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_cannot_be_replaced_goes_on_and_says_so() {
    let (mut place, vendor, folder) = handing_out().await;
    let program = app_image(folder.path());
    vendor.release("0.2.0", "AppImage", b"new");
    let desk = running(
        &place,
        options(&vendor, Installation::AppImage(program.clone())),
        Role::Administrator,
    )
    .await;
    // A folder cannot be written over, not even by an administrator of the computer.
    fs::create_dir(folder.path().join(".Mainstay.AppImage.update")).unwrap();
    let refused = install(&desk, "0.2.0").await.unwrap_err();
    assert_eq!(refused.code, Code::UpdateNotWritten);
    assert_eq!(fs::read(&program).unwrap(), OLD);
    assert_eq!(
        state(&desk).await["state"],
        "offered",
        "it can be tried again"
    );
    place.stop_server().await;
    desk.until_answer("the server is missed", "update_state", json!({}), |view| {
        view["standing"]["state"] == "unreachable"
    })
    .await;
    let refused = install(&desk, "0.2.0").await.unwrap_err();
    assert_eq!(refused.code, Code::ServerUnreachable);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_nobody_s_versions_are_asked_for() {
    let (place, vendor, folder) = handing_out().await;
    let program = app_image(folder.path());
    vendor.release("0.2.0", "AppImage", b"new");
    let without = UpdateOptions {
        key: None,
        ..options(&vendor, Installation::AppImage(program.clone()))
    };
    let desk = running(&place, without, Role::Administrator).await;
    assert_eq!(
        state(&desk).await,
        json!({ "state": "off", "why": "no_key" })
    );
    let refused = install(&desk, "0.2.0").await.unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    assert_eq!(fs::read(&program).unwrap(), OLD);
}
