//! The user interface's tests, run by vitest.

use std::fs;

use serde_json::Value;
use xtask::failure::Failure;

use super::summary::Summary;
use crate::project::Project;
use crate::tool;

/// Runs them and reads vitest's own report for the count.
pub(crate) fn test(project: &Project, filter: &[String]) -> Result<Summary, Failure> {
    let report = project.state("vitest.json");
    // A report left by an earlier run must not be taken for this one's.
    let _ = fs::remove_file(&report);
    let mut command = tool::npm(project, &["run", "--silent", "test", "--"]);
    command
        .args(["--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.display()))
        .args(filter);
    let status = command.status().map_err(Failure::start("npm"))?;
    let summary = fs::read(&report)
        .ok()
        .and_then(|text| serde_json::from_slice::<Value>(&text).ok())
        .and_then(|report| Summary::from_vitest(&report));
    let complete = status.success() && summary.is_some();
    Ok(summary.unwrap_or_default().and_status(complete))
}
