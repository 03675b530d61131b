//! Packages as newer versions that a server hands out: `<folder>/<version>/<target>.json` says what the package beside
//! it is. The signature of those words, `<target>.json.minisig`, is the vendor's.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use semver::Version;
use serde_json::json;

use crate::failure::Failure;

/// The environment variable with the public key that is built into the program.
pub const KEY: &str = "MAINSTAY_UPDATE_KEY";

/// What every manifest says that it is about.
const PRODUCT: &str = "mainstay-workstation";

/// A package that was laid out.
#[derive(Debug)]
pub struct LaidOut {
    /// What is to be signed.
    pub manifest: PathBuf,
    /// Where the signature belongs.
    pub signature: PathBuf,
    /// The version.
    pub version: Version,
    /// The kind of computer and package.
    pub target: String,
}

/// Copies a package, whose name says what it is as the bundler writes it (`Mainstay_1.2.0_amd64.deb`), into a folder of
/// newer versions, and writes what it is. `notes` say what is new, by language.
pub fn lay_out(
    package: &Path,
    notes: &BTreeMap<String, String>,
    to: &Path,
) -> Result<LaidOut, Failure> {
    let (version, target) = named(package)?;
    let folder = to.join(version.to_string());
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let copy = folder.join(format!("{target}.package"));
    let size = fs::copy(package, &copy).map_err(Failure::file(&copy))?;
    let words = json!({
        "product": PRODUCT,
        "version": version.to_string(),
        "target": target,
        "size": size,
        "sha256": sha256(&copy)?,
        "notes": notes,
    });
    let manifest = folder.join(format!("{target}.json"));
    let signature = folder.join(format!("{target}.json.minisig"));
    // The signature of other words.
    fs::remove_file(&signature).ok();
    fs::write(&manifest, format!("{words:#}\n")).map_err(Failure::file(&manifest))?;
    Ok(LaidOut {
        manifest,
        signature,
        version,
        target,
    })
}

/// The version and the target in a package's name.
fn named(package: &Path) -> Result<(Version, String), Failure> {
    let unclear = || {
        Failure::Refused(format!(
            "{} is no name of a package, such as Mainstay_1.2.0_amd64.deb",
            package.display()
        ))
    };
    let kind = match package.extension().and_then(|ending| ending.to_str()) {
        Some("deb") => "deb",
        Some("AppImage") => "appimage",
        _ => return Err(unclear()),
    };
    let stem = package.file_stem().and_then(|stem| stem.to_str());
    let mut parts = stem.ok_or_else(unclear)?.rsplitn(3, '_');
    let architecture = match parts.next() {
        Some("amd64" | "x86_64") => "x86_64",
        Some("arm64" | "aarch64") => "aarch64",
        _ => return Err(unclear()),
    };
    let version = parts
        .next()
        .and_then(|version| Version::parse(version).ok());
    let version = version.filter(|version| version.build.is_empty());
    Ok((
        version.ok_or_else(unclear)?,
        format!("linux-{architecture}-{kind}"),
    ))
}

/// A file's SHA-256, as coreutils have it: this program is the first that a fresh machine compiles.
fn sha256(file: &Path) -> Result<String, Failure> {
    let mut command = Command::new("sha256sum");
    let output = command
        .arg(file)
        .output()
        .map_err(Failure::start("sha256sum"))?;
    if !output.status.success() {
        return Err(Failure::Exited {
            command: "sha256sum".to_owned(),
            status: output.status,
        });
    }
    let text = String::from_utf8_lossy(&output.stdout);
    // A name with odd letters has a stroke before the digits.
    let digits = text.trim_start_matches('\\').split_whitespace().next();
    Ok(digits.unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_s_name_says_its_version_and_for_which_computer_it_is() {
        for (name, version, target) in [
            ("Mainstay_0.2.0_amd64.deb", "0.2.0", "linux-x86_64-deb"),
            (
                "/a/Mainstay_1.0.0-rc.1_amd64.AppImage",
                "1.0.0-rc.1",
                "linux-x86_64-appimage",
            ),
            ("Mainstay_0.2.0_arm64.deb", "0.2.0", "linux-aarch64-deb"),
            (
                "Mainstay_0.2.0_aarch64.AppImage",
                "0.2.0",
                "linux-aarch64-appimage",
            ),
        ] {
            let (read, of) = named(Path::new(name)).unwrap();
            assert_eq!((read.to_string().as_str(), of.as_str()), (version, target));
        }
        for name in [
            "Mainstay.deb",
            "Mainstay_0.2_amd64.deb",
            "Mainstay_0.2.0_amd64.rpm",
            "Mainstay_0.2.0_mips.deb",
            "_amd64.deb",
            "Mainstay_0.2.0+b_amd64.deb",
        ] {
            assert!(named(Path::new(name)).is_err(), "{name}");
        }
    }
}
