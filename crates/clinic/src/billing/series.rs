//! Series of document numbers: what a number says, and what a series lacks.

use crate::records::SeriesPurpose;

/// What all numbers of one series begin with: `A-`, `A-C`, `A-R`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesName {
    /// The letter code of the workstation.
    pub letters: String,
    /// What its numbers are for.
    pub purpose: SeriesPurpose,
}

impl SeriesName {
    /// Reads the beginning of a number, everything before its digits; `None` when it is of no series.
    pub fn read(head: &str) -> Option<Self> {
        let (letters, mark) = head.split_once('-')?;
        let purpose = SeriesPurpose::ALL
            .into_iter()
            .find(|purpose| purpose.mark() == mark)?;
        let is_code = !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code.then(|| Self {
            letters: letters.to_owned(),
            purpose,
        })
    }

    /// The number at a place: `A-C000003`.
    pub fn number(&self, place: u64) -> String {
        let (letters, mark) = (&self.letters, self.purpose.mark());
        format!("{letters}-{mark}{place:06}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_its_workstation_and_its_purpose() {
        for (head, expected) in [
            ("A-", Some(("A", SeriesPurpose::Invoice))),
            ("AB-C", Some(("AB", SeriesPurpose::CreditNote))),
            ("R-R", Some(("R", SeriesPurpose::Receipt))),
            ("-C", None),
            ("a-", None),
            ("A", None),
            ("A-X", None),
        ] {
            let read = SeriesName::read(head);
            let read = read
                .as_ref()
                .map(|name| (name.letters.as_str(), name.purpose));
            assert_eq!(read, expected, "{head}");
        }
    }

    #[test]
    fn a_number_is_written_as_it_is_allotted() {
        let name = SeriesName::read("B-C").unwrap();
        assert_eq!(name.number(3), "B-C000003");
        assert_eq!(name.number(1_234_567), "B-C1234567");
    }
}
