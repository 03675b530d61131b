//! What a search index is asked, in the index's own language. Words are folded: they hold neither quotes
//! nor backslashes, and one that did would end its quotation, so none is let through.

use clinic::patients::search::{SearchTerm, SearchWord};

use crate::db::Db;

/// The language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// Of SQLite's FTS5.
    Fts5,
    /// Of PostgreSQL's `tsquery`.
    Tsquery,
}

impl Index {
    pub(super) const fn of(db: &Db) -> Self {
        match db {
            Db::Postgres(_) => Self::Tsquery,
            _ => Self::Fts5,
        }
    }

    /// Every word as a beginning, all of them required.
    pub(super) fn beginnings(self, words: &[String]) -> String {
        let words: Vec<String> = words.iter().map(|word| self.start(word)).collect();
        match self {
            Self::Fts5 => words.join(" "),
            Self::Tsquery => words.join(" & "),
        }
    }

    /// Of every term at least one word. `None` when there is nothing to look for.
    pub(super) fn terms(self, terms: &[SearchTerm]) -> Option<String> {
        let (or, and) = match self {
            Self::Fts5 => (" OR ", " AND "),
            Self::Tsquery => (" | ", " & "),
        };
        let any_of = |term: &SearchTerm| {
            let words: Vec<String> = term.any_of.iter().map(|word| self.word(word)).collect();
            format!("({})", words.join(or))
        };
        let something = !terms.is_empty() && terms.iter().all(|term| !term.any_of.is_empty());
        something.then(|| terms.iter().map(any_of).collect::<Vec<_>>().join(and))
    }

    fn word(self, word: &SearchWord) -> String {
        match word {
            SearchWord::Whole(text) => self.whole(text),
            SearchWord::Start(text) => self.start(text),
        }
    }

    fn whole(self, text: &str) -> String {
        match self {
            Self::Fts5 => format!("\"{}\"", text.replace('"', "")),
            Self::Tsquery => format!("'{}'", text.replace(['\'', '\\'], "")),
        }
    }

    fn start(self, text: &str) -> String {
        let whole = self.whole(text);
        match self {
            Self::Fts5 => whole + "*",
            Self::Tsquery => whole + ":*",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_an_and_of_ors() {
        let terms = [
            SearchTerm {
                any_of: vec![SearchWord::Start("smi".into())],
            },
            SearchTerm {
                any_of: vec![
                    SearchWord::Whole("0d1945".into()),
                    SearchWord::Start("0p1945".into()),
                ],
            },
        ];
        for (index, expected) in [
            (Index::Fts5, r#"("smi"*) AND ("0d1945" OR "0p1945"*)"#),
            (Index::Tsquery, "('smi':*) & ('0d1945' | '0p1945':*)"),
        ] {
            assert_eq!(index.terms(&terms).as_deref(), Some(expected));
            assert_eq!(index.terms(&[]), None);
            assert_eq!(index.terms(&[SearchTerm { any_of: Vec::new() }]), None);
        }
    }

    #[test]
    fn no_word_ends_its_quotation() {
        let words = ["o\"'\\hara".to_owned()];
        assert_eq!(Index::Fts5.beginnings(&words), r#""o'\hara"*"#);
        assert_eq!(Index::Tsquery.beginnings(&words), "'o\"hara':*");
    }
}
