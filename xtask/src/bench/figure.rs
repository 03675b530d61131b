//! One measured figure, and the table of them.

use serde_json::{Value, json};

/// A measured value beside what it is compared with.
///
/// As JSON: `{"name": "search p99", "value": 2.0, "unit": "ms", "baseline": 1.6, "baseline_name":
/// "plain SQLite", "target": "<= 10"}`. Everything after `unit` may be missing. `target` compares
/// the value, in its own unit, by `<=` or `>=`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
    /// Measured in the same run, so that a busy machine slows both.
    pub(crate) baseline: Option<(f64, String)>,
    pub(crate) target: Option<Target>,
}

/// What the value should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    AtMost(f64),
    AtLeast(f64),
}

impl Target {
    fn read(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse().ok();
        if let Some(rest) = text.strip_prefix("<=") {
            return number(rest).map(Self::AtMost);
        }
        number(text.strip_prefix(">=")?).map(Self::AtLeast)
    }

    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }

    fn shown(self) -> String {
        match self {
            Self::AtMost(limit) => format!("<= {}", number(limit)),
            Self::AtLeast(limit) => format!(">= {}", number(limit)),
        }
    }
}

impl Figure {
    /// Reads a line of a measurement's output; `None` when it is not a figure.
    pub(crate) fn from_line(line: &str) -> Option<Self> {
        let object: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| object.get(name)?.as_str().map(str::to_owned);
        let baseline = object.get("baseline").and_then(Value::as_f64);
        Some(Self {
            name: text("name")?,
            value: object.get("value")?.as_f64()?,
            unit: text("unit")?,
            baseline: baseline.zip(text("baseline_name")),
            target: text("target").and_then(|target| Target::read(&target)),
        })
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "baseline": self.baseline.as_ref().map(|(value, _)| value),
            "baseline_name": self.baseline.as_ref().map(|(_, name)| name),
            "ratio": self.ratio(),
            "target": self.target.map(Target::shown),
            "met": self.target.map(|target| target.is_met(self.value)),
        })
    }

    /// How many times the baseline the value is.
    fn ratio(&self) -> Option<f64> {
        let (baseline, _) = self.baseline.as_ref()?;
        (*baseline > 0.0).then(|| self.value / baseline)
    }

    fn cells(&self) -> [String; 6] {
        let verdict = self.target.map(|target| {
            if target.is_met(self.value) {
                "met"
            } else {
                "MISSED"
            }
        });
        let baseline = self
            .baseline
            .as_ref()
            .map(|(value, name)| format!("{} {} ({name})", number(*value), self.unit));
        [
            self.name.clone(),
            format!("{} {}", number(self.value), self.unit),
            baseline.unwrap_or_default(),
            self.ratio()
                .map(|ratio| format!("{ratio:.2}x"))
                .unwrap_or_default(),
            self.target.map(Target::shown).unwrap_or_default(),
            verdict.unwrap_or_default().to_owned(),
        ]
    }
}

/// Three figures that matter, without an exponent.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// The figures under each other, columns aligned.
pub(crate) fn table(figures: &[Figure]) -> String {
    let titles = ["figure", "value", "baseline", "ratio", "target", ""].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(titles)
        .chain(figures.iter().map(Figure::cells))
        .collect();
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    rows.iter()
        .map(|row| {
            let line: Vec<String> = row
                .iter()
                .zip(widths)
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            line.join("  ").trim_end().to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"name":"search p99","value":2.0,"unit":"ms","baseline":1.6,"baseline_name":"plain","target":"<= 10"}"#;

    #[test]
    fn a_figure_is_shown_with_its_baseline_ratio_and_target() {
        let figure = Figure::from_line(LINE).unwrap();
        assert_eq!(
            table(&[figure]),
            "figure      value    baseline         ratio  target\n\
             search p99  2.00 ms  1.60 ms (plain)  1.25x  <= 10.0  met"
        );
    }

    #[test]
    fn a_missed_target_is_said_aloud() {
        let line = r#"{"name":"invoices","value":12,"unit":"/s","target":">= 50"}"#;
        let figure = Figure::from_line(line).unwrap();
        assert!(table(std::slice::from_ref(&figure)).contains("MISSED"));
        assert_eq!(figure.to_json().get("met"), Some(&json!(false)));
    }

    #[test]
    fn other_lines_are_no_figures() {
        for line in ["", "warming up", "{}", r#"{"name":"x","value":"fast"}"#] {
            assert_eq!(Figure::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn a_baseline_of_nothing_has_no_ratio() {
        let line = r#"{"name":"x","value":1,"unit":"ms","baseline":0,"baseline_name":"none"}"#;
        assert_eq!(Figure::from_line(line).unwrap().ratio(), None);
    }
}
