//! What testssl.sh says of the line, without what it cannot know: workstations go by the server's key, which they
//! learn when they join, and by no authority.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use xtask::failure::Failure;

use crate::{terminal, tool};

/// What it finds fault with, and why it is none here.
const NO_FAULT: [(&str, &str); 5] = [
    (
        "cert_chain_of_trust",
        "the key is known from the enrolment line, not by an authority",
    ),
    (
        "cert_validityPeriod",
        "a key that workstations know may not end while they are off",
    ),
    (
        "cert_revocation",
        "there is no authority that could take it back",
    ),
    ("DNS_CAArecord", "there is no authority to name"),
    (
        "sessionresumption_ticket",
        "it tries TLS 1.2, which is refused",
    ),
];
/// What is told, not judged.
const TOLD: [&str; 2] = ["OK", "INFO"];

/// Has it try everything that it knows on the port, and fails on what it finds.
pub(super) fn run(port: u16, folder: &Path) -> Result<(), Failure> {
    terminal::step("testssl: what is known against the line");
    let report = folder.join("testssl.json");
    // It does not write over an older one.
    if report.exists() {
        fs::remove_file(&report).map_err(Failure::file(&report))?;
    }
    // It answers by how much it found, which is judged below.
    let _ = tool::capture(
        Command::new("testssl")
            .args(["--quiet", "--color", "0", "--warnings", "off", "--jsonfile"])
            .arg(&report)
            .arg(format!("https://localhost:{port}")),
    );
    let text = fs::read_to_string(&report).map_err(Failure::file(&report))?;
    let faults = faults(&text)?;
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "testssl found fault with the line:\n{}",
        faults.join("\n")
    )))
}

fn faults(report: &str) -> Result<Vec<String>, Failure> {
    let said: Vec<Value> = serde_json::from_str(report)
        .map_err(|error| Failure::Refused(format!("testssl's report is not one: {error}")))?;
    if !said.iter().any(|said| word(said, "id") == "TLS1_3") {
        return Err(Failure::Refused("testssl did not reach the server".into()));
    }
    let is_fault = |said: &&Value| {
        !TOLD.contains(&word(said, "severity"))
            && !NO_FAULT.iter().any(|(id, _)| *id == word(said, "id"))
    };
    let told = |said: &Value| {
        ["severity", "id", "finding"]
            .map(|name| word(said, name))
            .join(" ")
    };
    Ok(said.iter().filter(is_fault).map(told).collect())
}

fn word<'a>(said: &'a Value, name: &str) -> &'a str {
    said.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(id: &str, severity: &str) -> String {
        format!(r#"{{"id":"{id}","ip":"","port":"","severity":"{severity}","finding":"found"}}"#)
    }

    #[test]
    fn what_is_found_is_told_from_what_cannot_be_known() {
        let reached = said("TLS1_3", "OK");
        let own = said("cert_chain_of_trust", "CRITICAL");
        let quiet = format!("[{reached},{own}]");
        assert!(faults(&quiet).unwrap().is_empty());
        let old = said("TLS1", "LOW");
        assert_eq!(
            faults(&format!("[{reached},{own},{old}]")).unwrap(),
            ["LOW TLS1 found"]
        );
    }

    #[test]
    fn a_report_of_nothing_is_no_praise() {
        for nothing in ["[]", "", &format!("[{}]", said("scanProblem", "FATAL"))] {
            assert!(faults(nothing).is_err(), "{nothing}");
        }
    }
}
