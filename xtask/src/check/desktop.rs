//! What the window may do, read from Tauri's own configuration: its pages and nothing else.

use std::fs;

use serde_json::Value;
use xtask::failure::Failure;

use super::{Fault, sources};
use crate::project::Project;

const CONFIGURATION: &str = "tauri.conf.json";
const MANIFEST: &str = "Cargo.toml";
const CAPABILITIES: &str = "src-tauri/capabilities/";

/// The content security policy, directive by directive. A page loads from the program and speaks to the core.
const POLICY: [(&str, &str); 10] = [
    ("default-src", "'self'"),
    ("script-src", "'self'"),
    // The hash is of the one rule that React Aria lays at run time, so that a press on a touch screen is no pan.
    (
        "style-src",
        "'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
    ),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self'"),
    ("connect-src", "ipc: http://ipc.localhost"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("frame-ancestors", "'none'"),
];

/// Windows and what each may ask of Tauri, beside our one command.
const WINDOWS: [(&str, &[&str]); 1] = [(
    "main",
    &["core:event:default", "core:window:allow-set-title"],
)];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let mut faults = configuration(&json(project, CONFIGURATION)?);
    let files = sources::listed(project)?;
    let capabilities = files.iter().filter(|file| file.starts_with(CAPABILITIES));
    for file in capabilities {
        faults.extend(capability(file, &json(project, file)?));
    }
    let path = project.path(MANIFEST);
    let manifest = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    faults.extend(with_devtools(&manifest));
    Ok(faults)
}

fn json(project: &Project, file: &str) -> Result<Value, Failure> {
    let path = project.path(file);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    serde_json::from_str(&text).map_err(|error| Failure::Refused(format!("{file}: {error}")))
}

fn configuration(conf: &Value) -> Vec<Fault> {
    let at = |pointer: &str| conf.pointer(pointer);
    let absent_or_off = |pointer: &str| matches!(at(pointer), None | Some(Value::Bool(false)));
    let rules = [
        (
            at("/app/withGlobalTauri") == Some(&Value::Bool(false)),
            "`withGlobalTauri` is false: a page reaches Tauri through ui/src/ipc/host.ts alone",
        ),
        (
            at("/app/security/freezePrototype") == Some(&Value::Bool(true)),
            "`freezePrototype` is true: no script changes what all objects inherit",
        ),
        (
            absent_or_off("/app/security/assetProtocol/enable"),
            "the asset protocol is off: a page reads no file",
        ),
        (
            absent_or_off("/app/security/dangerousDisableAssetCspModification"),
            "Tauri may add its own nonces to the policy",
        ),
        (
            at("/app/security/dangerousRemoteDomainIpcAccess").is_none(),
            "no other domain speaks to the core",
        ),
        (
            at("/app/security/devCsp").is_none(),
            "there is one policy, in development too",
        ),
        (
            at("/build/devUrl").is_none() && at("/build/frontendDist").is_some_and(is_folder),
            "the pages are in the program, and come from no server",
        ),
        (
            at("/app/windows")
                .and_then(Value::as_array)
                .is_some_and(Vec::is_empty),
            "windows are opened by src-tauri/src/window.rs, which holds them to their pages",
        ),
        (
            at("/plugins").is_none(),
            "no plugin gives a page files, a shell or the network",
        ),
    ];
    let broken = rules.into_iter().filter(|(holds, _)| !holds);
    let mut faults: Vec<Fault> = broken
        .map(|(_, rule)| Fault::new(CONFIGURATION, rule))
        .collect();
    let policy = at("/app/security/csp").and_then(Value::as_str);
    faults.extend(policy_faults(policy.unwrap_or_default()));
    faults
}

fn is_folder(place: &Value) -> bool {
    place.as_str().is_some_and(|place| !place.contains("://"))
}

fn policy_faults(policy: &str) -> Vec<Fault> {
    let directives: Vec<(&str, &str)> = policy
        .split(';')
        .map(str::trim)
        .filter(|directive| !directive.is_empty())
        .map(|directive| directive.split_once(' ').unwrap_or((directive, "")))
        .collect();
    let fault = |rule: String| Fault::new(CONFIGURATION, rule);
    let lacking = POLICY
        .iter()
        .filter(|wanted| !directives.contains(wanted))
        .map(|(name, wanted)| fault(format!("the policy says `{name} {wanted}`")));
    let beyond = directives
        .iter()
        .filter(|(name, _)| POLICY.iter().all(|(known, _)| known != name))
        .map(|(name, _)| fault(format!("the policy does not speak of `{name}`")));
    let twice = (directives.len() > POLICY.len())
        .then(|| fault("the policy says each thing once: the first one counts".to_owned()));
    lacking.chain(beyond).chain(twice).collect()
}

fn capability(file: &str, capability: &Value) -> Vec<Fault> {
    let listed = |name: &str| {
        let list = capability.get(name).and_then(Value::as_array);
        list.into_iter().flatten()
    };
    let windows: Vec<&str> = listed("windows").filter_map(Value::as_str).collect();
    let may = match windows.as_slice() {
        [window] => WINDOWS.iter().find(|(name, _)| name == window),
        _ => None,
    };
    let fault = |rule: String| Fault::new(file, rule);
    let Some((window, may)) = may else {
        return vec![fault(format!(
            "is of one known window, by its label and without a wildcard, and not of {windows:?}"
        ))];
    };
    let mut faults = Vec::new();
    for name in ["remote", "webviews", "platforms"] {
        if capability.get(name).is_some() {
            faults.push(fault(format!("`{name}` widens what {window} may do")));
        }
    }
    if capability.get("local").is_some_and(|local| *local != true) {
        faults.push(fault(format!("{window} shows pages of the program")));
    }
    for permission in listed("permissions") {
        let known = permission.as_str().is_some_and(|name| may.contains(&name));
        if !known {
            faults.push(fault(format!("{window} may not {permission}")));
        }
    }
    faults
}

/// Developer tools are in a release only through a feature of that name.
fn with_devtools(manifest: &str) -> Option<Fault> {
    let asked = manifest
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .any(|line| line.contains("\"devtools\"") || line.contains("tauri/devtools"));
    asked.then(|| Fault::new(MANIFEST, "a release has no developer tools"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good() -> Value {
        let policy: Vec<String> = POLICY
            .iter()
            .map(|(name, wanted)| format!("{name} {wanted}"))
            .collect();
        json!({
            "build": { "frontendDist": "ui/dist" },
            "app": {
                "withGlobalTauri": false, "windows": [],
                "security": { "freezePrototype": true, "csp": policy.join("; ") },
            },
        })
    }

    /// The configuration with one thing set.
    fn with(pointer: &[&str], value: Value) -> usize {
        let mut conf = good();
        let mut place = &mut conf;
        for name in pointer {
            place = place
                .as_object_mut()
                .unwrap()
                .entry(*name)
                .or_insert_with(|| json!({}));
        }
        *place = value;
        configuration(&conf).len()
    }

    #[test]
    fn every_setting_that_opens_something_is_found() {
        assert!(configuration(&good()).is_empty());
        for (pointer, value) in [
            (&["app", "withGlobalTauri"][..], json!(true)),
            (&["app", "security", "freezePrototype"], json!(false)),
            (&["app", "security", "assetProtocol", "enable"], json!(true)),
            (
                &["app", "security", "dangerousDisableAssetCspModification"],
                json!(true),
            ),
            (
                &["app", "security", "dangerousDisableAssetCspModification"],
                json!(["style-src"]),
            ),
            (
                &["app", "security", "dangerousRemoteDomainIpcAccess"],
                json!([]),
            ),
            (&["app", "security", "devCsp"], json!("default-src *")),
            (&["app", "windows"], json!([{ "label": "other" }])),
            (&["build", "devUrl"], json!("http://localhost:5173")),
            (&["build", "frontendDist"], json!("https://evil.example")),
            (&["plugins", "shell"], json!({ "open": true })),
        ] {
            assert_eq!(with(pointer, value), 1, "{pointer:?}");
        }
    }

    #[test]
    fn a_wider_policy_is_found() {
        let policy = |change: &dyn Fn(&str) -> String| {
            let conf = good();
            let policy = conf.pointer("/app/security/csp").unwrap().as_str().unwrap();
            policy_faults(&change(policy)).len()
        };
        assert_eq!(policy(&str::to_owned), 0);
        for (from, to) in [
            ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
            ("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
            ("object-src 'none'", ""),
            ("connect-src ipc:", "connect-src * ipc:"),
            ("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
        ] {
            assert_ne!(policy(&|whole| whole.replace(from, to)), 0, "{to}");
        }
        assert_ne!(policy(&|whole| format!("{whole}; worker-src *")), 0);
        assert_ne!(policy(&|whole| format!("script-src *; {whole}")), 0);
        assert_eq!(policy_faults("").len(), POLICY.len());
    }

    #[test]
    fn a_capability_is_of_one_window_and_gives_what_is_known() {
        let given = |value: Value| capability("main.json", &value).len();
        let permissions = json!(["core:event:default", "core:window:allow-set-title"]);
        assert_eq!(
            given(json!({ "windows": ["main"], "permissions": permissions })),
            0
        );
        for wrong in [
            json!({ "windows": ["*"], "permissions": permissions }),
            json!({ "windows": ["main", "other"], "permissions": permissions }),
            json!({ "permissions": permissions }),
            json!({ "windows": ["main"], "permissions": ["fs:default"] }),
            json!({ "windows": ["main"], "permissions": [{ "identifier": "shell:allow-open" }] }),
            json!({ "windows": ["main"], "remote": { "urls": ["https://*"] } }),
            json!({ "windows": ["main"], "webviews": ["*"] }),
        ] {
            assert_eq!(given(wrong.clone()), 1, "{wrong}");
        }
    }

    #[test]
    fn developer_tools_are_found() {
        for manifest in [
            "tauri = { version = \"2\", features = [\"devtools\"] }",
            "default = [\"tauri/devtools\"]",
        ] {
            assert!(with_devtools(manifest).is_some(), "{manifest}");
        }
        assert!(with_devtools("tauri = \"2\" # no \"devtools\"").is_none());
    }
}
