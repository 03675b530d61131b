//! Who may depend on whom, read from `cargo metadata`. docs/ARCHITECTURE.md tells why.

use serde_json::Value;
use xtask::failure::Failure;

use super::Fault;
use crate::project::Project;
use crate::tool;

/// A crate of ours and those of ours that it may name.
const MAY_NAME: [(&str, &[&str]); 16] = [
    ("xtask", &[]),
    ("values", &[]),
    ("clinic", &["values"]),
    ("wire", &["values", "clinic"]),
    ("workflows", &["values", "clinic", "wire"]),
    ("vitals", &["values", "clinic", "wire"]),
    ("documents", &["values", "clinic", "wire"]),
    ("passwords", &["values", "clinic"]),
    ("store", &["values", "clinic", "wire", "workflows"]),
    ("sync", &["values", "clinic", "wire", "workflows", "store"]),
    (
        "workstation",
        &[
            "values",
            "clinic",
            "wire",
            "workflows",
            "vitals",
            "documents",
            "passwords",
            "store",
            "sync",
        ],
    ),
    (
        "server",
        &[
            "values",
            "clinic",
            "wire",
            "workflows",
            "vitals",
            "documents",
            "passwords",
            "store",
        ],
    ),
    (
        "demo",
        &[
            "values",
            "clinic",
            "wire",
            "workflows",
            "vitals",
            "documents",
            "store",
            "server",
            // Of the measurements alone: they stand on both sides of the wire and start built programs.
            "sync",
            "workstation",
            "xtask",
        ],
    ),
    (
        "simulation",
        &[
            "values",
            "clinic",
            "wire",
            "workflows",
            "store",
            "sync",
            "server",
            "testkit",
        ],
    ),
    (
        "powerloss",
        &[
            "values",
            "clinic",
            "wire",
            "workflows",
            "store",
            "sync",
            "server",
            "testkit",
        ],
    ),
    ("mainstay", &["values", "wire", "workstation"]),
];

/// The crate of builders and fixed clocks: any test may name it, no program may.
const TESTKIT: &str = "testkit";

/// What tests may name beyond that: commands run on real records, and whole-product tests stand on
/// both sides of the wire.
const TESTS_MAY_NAME: [(&str, &[&str]); 7] = [
    ("simulation", &["simulation"]),
    // Itself, with the engine that no product is built with.
    ("store", &["store"]),
    ("workflows", &["store"]),
    ("sync", &["server"]),
    ("server", &["sync"]),
    ("workstation", &["server", "demo"]),
    (
        "mainstay",
        &["clinic", "workflows", "store", "server", "demo", "xtask"],
    ),
];

/// Outside crates and who may name them; most have one owner. A name ending in `-` stands for a family.
const OWNED: [(&str, &str); 22] = [
    ("sqlx", "store"),
    ("rusqlite", "store"),
    ("libsqlite3-sys", "store"),
    // It puts a file system under SQLite; no product has it.
    ("libsqlite3-sys", "powerloss"),
    ("tauri", "mainstay"),
    ("tauri-", "mainstay"),
    ("axum", "server"),
    ("hyper", "server"),
    ("hyper-util", "server"),
    ("rcgen", "server"),
    ("ed25519-dalek", "server"),
    // Each workstation proves itself by a key of its own.
    ("ed25519-dalek", "sync"),
    ("reqwest", "sync"),
    // The server asks another provider who somebody is.
    ("reqwest", "server"),
    ("ring", "server"),
    // What is to run next is believed, or not, where it is installed.
    ("minisign-verify", "workstation"),
    // Each side of the line proves, or has proven to it, who the server is; nobody else does.
    ("rustls", "server"),
    ("rustls", "sync"),
    ("tokio-rustls", "server"),
    ("tokio-rustls", "sync"),
    ("rustls-platform-verifier", "sync"),
    ("rustls-platform-verifier", "server"),
];

/// Crates that never wait and never look at the world, and what they would need for it.
const PURE: [&str; 3] = ["values", "clinic", "wire"];
const IMPURE: [&str; 7] = [
    "tokio",
    "futures-util",
    "async-trait",
    "tracing",
    "rumqttc",
    "keyring",
    "getrandom",
];

/// Features that only the simulation and tests may ask for, and the crates that have them.
const FOR_SIMULATION: [(&str, &str); 3] = [
    ("store", "inline"),
    ("values", "simulation"),
    ("simulation", "simulate"),
];

/// One dependency as a manifest states it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edge {
    from: String,
    to: String,
    for_tests: bool,
    ours: bool,
}

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let text = tool::capture(&mut tool::cargo(
        project,
        &["metadata", "--format-version", "1", "--no-deps"],
    ))?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Refused(format!("cargo metadata: {error}")))?;
    let mut found = faults(&names(&metadata), &edges(&metadata));
    found.extend(packages(&metadata).flat_map(simulated));
    Ok(found)
}

/// Where a crate gives a product what only the simulation may have: in a feature that is on by default, or
/// through a dependency that is no test's. The simulation itself asks in a feature of its own.
fn simulated(package: &Value) -> Vec<Fault> {
    let name = text(package, "name");
    let listed = |list: Option<&Value>, word: &str| {
        let words = list.and_then(Value::as_array).into_iter().flatten();
        words.filter_map(Value::as_str).any(|found| found == word)
    };
    let by_default = package
        .get("features")
        .and_then(|features| features.get("default"));
    let dependencies = package.get("dependencies").and_then(Value::as_array);
    FOR_SIMULATION
        .iter()
        .filter(|(of, feature)| {
            (name == *of && listed(by_default, feature))
                || listed(by_default, &format!("{of}/{feature}"))
                || dependencies.into_iter().flatten().any(|dependency| {
                    text(dependency, "name") == *of
                        && text(dependency, "kind") != "dev"
                        && listed(dependency.get("features"), feature)
                })
        })
        .map(|(of, feature)| {
            Fault::new(
                name,
                format!(
                    "gives a product the feature {feature} of {of}, which is the simulation's alone"
                ),
            )
        })
        .collect()
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata
        .get("packages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn names(metadata: &Value) -> Vec<String> {
    packages(metadata)
        .map(|package| text(package, "name").to_owned())
        .collect()
}

fn edges(metadata: &Value) -> Vec<Edge> {
    packages(metadata)
        .flat_map(|package| {
            let dependencies = package.get("dependencies").and_then(Value::as_array);
            dependencies
                .into_iter()
                .flatten()
                .map(move |dependency| Edge {
                    from: text(package, "name").to_owned(),
                    to: text(dependency, "name").to_owned(),
                    for_tests: text(dependency, "kind") == "dev",
                    ours: dependency.get("path").is_some_and(Value::is_string),
                })
        })
        .collect()
}

fn faults(names: &[String], edges: &[Edge]) -> Vec<Fault> {
    let unplaced = names
        .iter()
        .filter(|name| *name != TESTKIT && MAY_NAME.iter().all(|(known, _)| known != name))
        .map(|name| {
            Fault::new(
                name,
                "has no place among the layers: give it one in xtask/src/check/layers.rs and docs/ARCHITECTURE.md",
            )
        });
    unplaced
        .chain(edges.iter().filter_map(|edge| {
            if edge.ours {
                forbidden(edge)
            } else {
                owned(edge).or_else(|| impure(edge))
            }
        }))
        .collect()
}

fn forbidden(edge: &Edge) -> Option<Fault> {
    // The builders stand beside the layers and may use all of them.
    if edge.from == TESTKIT {
        return None;
    }
    if allows(&MAY_NAME, edge) {
        return None;
    }
    if edge.for_tests && (edge.to == TESTKIT || allows(&TESTS_MAY_NAME, edge)) {
        return None;
    }
    let how = if edge.for_tests { " even in tests" } else { "" };
    Some(Fault::new(
        &edge.from,
        format!(
            "may not depend on {}{how}: the arrow points the wrong way",
            edge.to
        ),
    ))
}

fn allows(table: &[(&str, &[&str])], edge: &Edge) -> bool {
    table
        .iter()
        .any(|(from, to)| *from == edge.from && to.contains(&edge.to.as_str()))
}

fn owned(edge: &Edge) -> Option<Fault> {
    let owners: Vec<&str> = OWNED
        .iter()
        .filter(|(name, _)| *name == edge.to || (name.ends_with('-') && edge.to.starts_with(name)))
        .map(|(_, owner)| *owner)
        .collect();
    (!owners.is_empty() && !owners.contains(&edge.from.as_str())).then(|| {
        let owners = owners.join(" and ");
        let told = format!("may not name {}: that belongs to {owners} alone", edge.to);
        Fault::new(&edge.from, told)
    })
}

fn impure(edge: &Edge) -> Option<Fault> {
    let named = PURE.contains(&edge.from.as_str()) && IMPURE.contains(&edge.to.as_str());
    (named && !edge.for_tests)
        .then(|| Fault::new(&edge.from, format!("is pure: it may not name {}", edge.to)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What is found in a workspace of one crate with one dependency.
    fn check(from: &str, to: &str, kind: Option<&str>, ours: bool) -> Vec<String> {
        let mut dependency = json!({ "name": to, "kind": kind });
        if ours {
            dependency
                .as_object_mut()
                .unwrap()
                .insert("path".to_owned(), json!("crates"));
        }
        let metadata = json!({ "packages": [{ "name": from, "dependencies": [dependency] }] });
        faults(&names(&metadata), &edges(&metadata))
            .iter()
            .map(Fault::to_string)
            .collect()
    }

    #[test]
    fn finds_an_arrow_that_points_the_wrong_way() {
        for (from, to) in [
            ("clinic", "store"),
            ("workflows", "store"),
            ("workstation", "server"),
            ("server", "workstation"),
            ("mainstay", "store"),
            ("store", "testkit"),
            ("xtask", "wire"),
        ] {
            assert_eq!(check(from, to, None, true).len(), 1, "{from} -> {to}");
        }
    }

    #[test]
    fn allows_the_arrows_of_the_design() {
        for (from, to) in [
            ("clinic", "values"),
            ("store", "workflows"),
            ("mainstay", "workstation"),
            ("demo", "server"),
            ("testkit", "store"),
        ] {
            assert!(check(from, to, None, true).is_empty(), "{from} -> {to}");
        }
    }

    #[test]
    fn tests_may_stand_on_both_sides_of_the_wire() {
        assert!(check("workstation", "server", Some("dev"), true).is_empty());
        assert!(check("clinic", "testkit", Some("dev"), true).is_empty());
        assert_eq!(check("clinic", "server", Some("dev"), true).len(), 1);
    }

    #[test]
    fn an_outside_crate_with_an_owner_is_named_by_nobody_else() {
        assert!(check("store", "sqlx", None, false).is_empty());
        assert_eq!(check("server", "sqlx", None, false).len(), 1);
        assert_eq!(check("workstation", "sqlx", Some("dev"), false).len(), 1);
        assert!(check("mainstay", "tauri-build", Some("build"), false).is_empty());
        assert_eq!(
            check("workstation", "tauri-plugin-log", None, false).len(),
            1
        );
    }

    #[test]
    fn pure_crates_neither_wait_nor_look_at_the_world() {
        assert_eq!(check("clinic", "tokio", None, false).len(), 1);
        assert!(check("clinic", "serde", None, false).is_empty());
        assert!(check("workflows", "async-trait", None, false).is_empty());
    }

    #[test]
    fn what_the_simulation_has_reaches_no_product() {
        let asks = |kind: Option<&str>| {
            json!({ "name": "server", "features": { "default": [] },
                "dependencies": [{ "name": "store", "kind": kind, "features": ["inline"] }] })
        };
        assert_eq!(simulated(&asks(None)).len(), 1);
        assert!(simulated(&asks(Some("dev"))).is_empty());
        for features in [
            json!({ "default": ["simulation"] }),
            json!({ "default": ["store/inline"] }),
        ] {
            let package = json!({ "name": "values", "features": features, "dependencies": [] });
            assert_eq!(simulated(&package).len(), 1, "{package}");
        }
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        assert_eq!(check("interop", "serde", None, false).len(), 1);
    }

    #[test]
    fn the_table_itself_has_no_circle() {
        // Every row names only crates of rows before it, so it can be read from the bottom up.
        for (row, (name, may)) in MAY_NAME.iter().enumerate() {
            let before: Vec<&str> = MAY_NAME.iter().map(|(name, _)| *name).collect();
            for named in *may {
                let place = before.iter().position(|known| known == named);
                assert!(place.is_none_or(|place| place < row), "{name} -> {named}");
            }
        }
    }
}
