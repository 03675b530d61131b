//! A measured figure, as `cargo xtask bench` reads it.

use std::io::Write;

use serde_json::{Map, Value};

/// A measured value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    baseline: Option<(f64, String)>,
    aim: Option<&'static str>,
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            baseline: None,
            aim: None,
        }
    }

    /// With what it is compared with, measured in the same run and in the same unit.
    pub(crate) fn beside(mut self, value: f64, name: &str) -> Self {
        self.baseline = Some((value, name.to_owned()));
        self
    }

    /// With what it should be, such as `<= 10`.
    pub(crate) fn aim(mut self, aim: &'static str) -> Self {
        self.aim = Some(aim);
        self
    }

    /// Writes it out.
    pub(crate) fn show(&self) {
        say(&self.to_json().to_string());
    }

    fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("name".to_owned(), self.name.as_str().into());
        object.insert("value".to_owned(), self.value.into());
        object.insert("unit".to_owned(), self.unit.into());
        if let Some((value, name)) = &self.baseline {
            object.insert("baseline".to_owned(), (*value).into());
            object.insert("baseline_name".to_owned(), name.as_str().into());
        }
        if let Some(aim) = self.aim {
            object.insert("target".to_owned(), aim.into());
        }
        Value::Object(object)
    }
}

/// A line on the standard output. Whoever reads it may be gone: that is no reason to stop measuring.
pub(crate) fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")
        .and_then(|()| output.flush())
        .ok();
}

/// A count as a figure's value.
pub(crate) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_figure_has_the_fields_that_the_task_runner_reads() {
        let figure = Figure::new("search p99", 2.5, "ms");
        assert_eq!(
            figure.to_json(),
            json!({ "name": "search p99", "value": 2.5, "unit": "ms" })
        );
        let figure = figure.beside(2.0, "plain SQLite").aim("<= 10");
        assert_eq!(
            figure.to_json(),
            json!({
                "name": "search p99", "value": 2.5, "unit": "ms",
                "baseline": 2.0, "baseline_name": "plain SQLite", "target": "<= 10",
            })
        );
    }
}
