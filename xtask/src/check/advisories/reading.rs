//! An advisory's head: TOML of so plain a form that its few lines are read here.

use semver::{Version, VersionReq};

/// What an advisory says of a package's versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Advisory {
    pub(super) id: String,
    pub(super) package: String,
    pub(super) date: String,
    /// `vulnerability`, or why it is only told: `unmaintained`, `unsound`, `notice`.
    pub(super) kind: String,
    withdrawn: bool,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
}

impl Advisory {
    /// Reads a file: its head stands between lines of three backticks.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (_, head) = text.split_once("```toml\n")?;
        let (head, _) = head.split_once("\n```")?;
        let said = |table: &str, name: &str| value(head, table, name);
        let word =
            |name: &str| said("advisory", name).map(|text| text.trim_matches('"').to_owned());
        Some(Self {
            id: word("id")?,
            package: word("package")?,
            date: word("date")?,
            kind: word("informational").unwrap_or_else(|| "vulnerability".to_owned()),
            withdrawn: word("withdrawn").is_some(),
            patched: requirements(&said("versions", "patched").unwrap_or_default())?,
            unaffected: requirements(&said("versions", "unaffected").unwrap_or_default())?,
        })
    }

    /// Whether it holds for this version.
    pub(super) fn concerns(&self, version: &Version) -> bool {
        let free = self.patched.iter().chain(&self.unaffected);
        !self.withdrawn && !free.into_iter().any(|versions| versions.matches(version))
    }
}

/// What stands behind a name in a table; a list may go over several lines.
fn value(head: &str, table: &str, name: &str) -> Option<String> {
    let mut lines = head
        .lines()
        .skip_while(|line| line.trim() != format!("[{table}]"))
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let first = lines.find_map(|line| {
        let (found, value) = line.split_once('=')?;
        (found.trim() == name).then(|| value.trim().to_owned())
    })?;
    if !first.starts_with('[') || first.ends_with(']') {
        return Some(first);
    }
    let mut list = first;
    for line in lines {
        list.push_str(line);
        if line.trim_end().ends_with(']') {
            break;
        }
    }
    Some(list)
}

/// The requirements between the quotes of a list; `None` when one cannot be read.
fn requirements(list: &str) -> Option<Vec<VersionReq>> {
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(|text| VersionReq::parse(text).ok())
        .collect()
}

/// The days since 1970 of `2026-11-28` (Howard Hinnant's algorithm).
pub(super) fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "```toml\n[advisory]\nid = \"RUSTSEC-2\"\npackage = \"two\"\ndate = \"2026-01-01\"\n\n\
        [affected.functions]\n\"two::f\" = [\"<9\"]\n\n[versions]\npatched = [\n  \">= 1.2.3, < 2.0.0\",\n  \">= 2.1.0\",\n]\n```\n# Two\n";

    #[test]
    fn a_list_may_go_over_several_lines() {
        let advisory = Advisory::read(LONG).unwrap();
        assert_eq!(
            (advisory.id.as_str(), advisory.kind.as_str()),
            ("RUSTSEC-2", "vulnerability")
        );
        for (version, concerned) in [
            ("1.2.2", true),
            ("1.2.3", false),
            ("2.0.0", true),
            ("2.1.0", false),
        ] {
            let version = Version::parse(version).unwrap();
            assert_eq!(advisory.concerns(&version), concerned, "{version}");
        }
    }

    #[test]
    fn one_that_was_withdrawn_concerns_nobody() {
        let text = LONG.replace("date =", "withdrawn = \"2026-02-02\"\ndate =");
        let advisory = Advisory::read(&text).unwrap();
        assert!(!advisory.concerns(&Version::new(1, 0, 0)));
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (date, day) in [
            ("1970-01-01", 0),
            ("2000-03-01", 11_017),
            ("2026-11-28", 20_785),
        ] {
            assert_eq!(day_number(date), Some(day), "{date}");
        }
        assert_eq!(day_number("soon"), None);
    }
}
