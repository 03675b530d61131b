//! `cargo xtask sbom`: what is built into the programs, as `CycloneDX` 1.5, from the lock files.

use std::fs;

use serde_json::{Value, json};
use xtask::failure::Failure;

use crate::check::licences;
use crate::locked::{self, Package};
use crate::project::Project;
use crate::{terminal, tool};

/// Writes one file for the crates and one for the packages of the interface.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let text = tool::capture(&mut tool::cargo(
        project,
        &["metadata", "--format-version", "1", "--locked"],
    ))?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Refused(format!("cargo metadata: {error}")))?;
    let mut crates = locked::rust(project)?;
    crates.retain(|package| package.source.is_some());
    for package in &mut crates {
        let licence = licences::crates(&metadata).find(|(name, _)| *name == package.name);
        package.licence = licence.and_then(|(_, licence)| licence.map(str::to_owned));
    }
    let folder = project.target().join("sbom");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let npm = locked::npm(project, locked::NPM)?;
    for (name, bill) in [
        ("mainstay-rust.cdx.json", bill("mainstay", "cargo", &crates)),
        ("mainstay-ui.cdx.json", bill("mainstay-ui", "npm", &npm)),
    ] {
        let path = folder.join(name);
        let text = format!("{bill:#}\n");
        fs::write(&path, text).map_err(Failure::file(&path))?;
        terminal::step(&format!("{} is written", project.name_of(&path)));
    }
    Ok(())
}

fn bill(of: &str, kind: &str, packages: &[Package]) -> Value {
    let components: Vec<Value> = packages
        .iter()
        .map(|package| component(kind, package))
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": { "type": "application", "name": of, "version": env!("CARGO_PKG_VERSION") },
        },
        "components": components,
    })
}

fn component(kind: &str, package: &Package) -> Value {
    let Package { name, version, .. } = package;
    let purl = format!("pkg:{kind}/{}@{version}", name.replace('@', "%40"));
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        // What only work on the project needs is in no program.
        "scope": if package.for_development { "excluded" } else { "required" },
    });
    if let Some(fields) = component.as_object_mut() {
        if let Some(hash) = package.checksum.as_deref().filter(|_| kind == "cargo") {
            let hashes = json!([{ "alg": "SHA-256", "content": hash }]);
            fields.insert("hashes".to_owned(), hashes);
        }
        if let Some(licence) = &package.licence {
            // An expression has no stroke, which older crates write for OR.
            let expression = licence.replace(" / ", "/").replace('/', " OR ");
            let licences = json!([{ "expression": expression }]);
            fields.insert("licenses".to_owned(), licences);
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_named_as_others_look_it_up() {
        let package = Package {
            name: "@scope/two".to_owned(),
            version: "1.0.0".to_owned(),
            checksum: Some("sha512-abc".to_owned()),
            licence: Some("MIT/Apache-2.0".to_owned()),
            for_development: true,
            source: None,
        };
        let component = component("npm", &package);
        assert_eq!(component["purl"], "pkg:npm/%40scope/two@1.0.0");
        assert_eq!(component["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(component["scope"], "excluded");
        assert!(
            component.get("hashes").is_none(),
            "npm's are not hexadecimal"
        );
    }

    #[test]
    fn a_bill_says_which_form_it_has() {
        let bill = bill("ours", "cargo", &[Package::default()]);
        assert_eq!(
            (&bill["bomFormat"], &bill["specVersion"]),
            (&json!("CycloneDX"), &json!("1.5"))
        );
        assert_eq!(bill["components"].as_array().unwrap().len(), 1);
    }
}
