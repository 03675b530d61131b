//! axe, run inside the web engine that ships.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::driver::Driver;
use crate::trouble::Trouble;

/// The copy that the user interface's own tests use.
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

const RUN: &str = r#"
const done = arguments[arguments.length - 1];
const kinds = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Naming kinds would bring in the rules that axe itself does not yet trust and leaves out otherwise.
const untried = window.axe.getRules(["experimental"]).map(({ ruleId }) => [ruleId, { enabled: false }]);
const options = { runOnly: kinds, rules: Object.fromEntries(untried), resultTypes: ["violations"] };
window.axe.run(document, options).then(
  ({ violations }) =>
    done(
      violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
      ),
    ),
  (error) => done([`axe failed: ${error}`]),
);
"#;

/// Brings axe into the page; it stays until the page is loaded anew.
pub(crate) fn bring(driver: &Driver) -> Result<(), Trouble> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
    let text = fs::read_to_string(&path).map_err(Trouble::file(&path))?;
    driver.run(&text, &[]).map(|_| ())
}

/// Every fault on the screen as it is now: the rule, the element and what would mend it.
pub(crate) fn violations(driver: &Driver) -> Result<Vec<String>, Trouble> {
    if driver.run("return typeof window.axe;", &[])? == "undefined" {
        bring(driver)?;
    }
    let answer = driver.run_until_called(RUN)?;
    let found = answer.as_array().into_iter().flatten();
    Ok(found.filter_map(Value::as_str).map(str::to_owned).collect())
}
