//! People's names: parts, the way the NHS Common User Interface writes them, and folding for search.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name in parts. `family` may stand alone (one-word names exist); nothing is ever guessed.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct HumanName {
    /// Family name as the person writes it.
    pub family: String,
    /// Given names, in order, separated by spaces.
    #[serde(default)]
    pub given: String,
    /// Title such as `Mrs`, without brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub prefix: Option<String>,
    /// The name the person wants to be called by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub preferred: Option<String>,
}

impl std::fmt::Debug for HumanName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[name]")
    }
}

impl HumanName {
    /// A name of a family and a given part.
    pub fn new(family: impl Into<String>, given: impl Into<String>) -> Self {
        Self {
            family: family.into(),
            given: given.into(),
            prefix: None,
            preferred: None,
        }
    }

    /// `SMITH, Ann (Mrs)`: family in capitals, comma, given, title in brackets.
    /// Source: NHS CUI patient banner, PAB-0016 and name display rules.
    pub fn banner(&self) -> String {
        let mut text = self.family.to_uppercase();
        if !self.given.is_empty() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&self.given);
        }
        if let Some(prefix) = self.prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
            text.push_str(" (");
            text.push_str(prefix);
            text.push(')');
        }
        text
    }

    /// `Ann Smith`: the order of a letter's address line.
    pub fn letter(&self) -> String {
        [
            self.prefix.as_deref().unwrap_or(""),
            &self.given,
            &self.family,
        ]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// All parts as folded search words.
    pub fn search_words(&self) -> String {
        let preferred = self.preferred.as_deref().unwrap_or("");
        fold(&format!("{} {} {preferred}", self.family, self.given))
    }
}

/// Text in its composed form (NFC): the same, whichever way its accents were typed.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Folds text for search: lower case, accents and vowel marks dropped, variants of one letter made
/// one, every Han, Hiragana, Katakana or Hangul character a word of its own, punctuation to spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text
        .nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
    {
        match character {
            'đ' | 'ð' => folded.push('d'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            // Arabic: alif maqsura as ya, ta marbuta as ha, tatweel dropped.
            '\u{0649}' => folded.push('\u{064A}'),
            '\u{0629}' => folded.push('\u{0647}'),
            '\u{0640}' | '\'' | '’' | 'ʼ' => {}
            wide if is_ideographic(wide) && wide.is_alphanumeric() => {
                folded.push(' ');
                folded.push(wide);
                folded.push(' ');
            }
            other if other.is_alphanumeric() => folded.push(other),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_ideographic(character: char) -> bool {
    matches!(u32::from(character), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0x1100..=0x11FF | 0x20000..=0x323AF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn banner_follows_the_common_user_interface() {
        let mut name = HumanName::new("Smith", "Ann");
        name.prefix = Some("Mrs".into());
        assert_eq!(name.banner(), "SMITH, Ann (Mrs)");
        assert_eq!(HumanName::new("Suharto", "").banner(), "SUHARTO");
    }

    #[test]
    fn folding_ignores_accents_case_and_punctuation() {
        for (written, folded) in [
            ("Nguyễn Thị Đào", "nguyen thi dao"),
            ("O'Brien-Łukasz", "obrien lukasz"),
            ("ÅSTRÖM", "astrom"),
            ("مُحَمَّد", "محمد"),
            ("فاطمة", "فاطمه"),
            ("أحمد", "احمد"),
            ("Ёлкина", "елкина"),
            ("王小明", "王 小 明"),
            ("ア・ン", "ア ン"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
