//! What people type to find somebody: the same mix in every run, hardly a text twice.

use demo::dice::Dice;

/// What is known of whoever is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wish {
    /// The beginning of a name, of one to six letters: searching starts with the first key.
    Letters,
    /// Family and given name, the last one perhaps not finished.
    TwoWords,
    /// A birth date, written as people write it.
    BirthDate,
    /// The last four digits of a telephone number.
    PhoneEnd,
    /// A record number, whole or its digits.
    RecordNumber,
}

impl Wish {
    /// The figure's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Letters => "search, 1 to 6 letters",
            Self::TwoWords => "search, two words",
            Self::BirthDate => "search, birth date",
            Self::PhoneEnd => "search, end of a phone number",
            Self::RecordNumber => "search, record number",
        }
    }
}

const FAMILIES: [&str; 28] = [
    "Murphy",
    "Kelly",
    "O'Sullivan",
    "Walsh",
    "Smith",
    "Byrne",
    "Ryan",
    "McCarthy",
    "Gallagher",
    "Kennedy",
    "Fitzgerald",
    "Wilson",
    "Wiśniewska",
    "Dvořák",
    "Müller",
    "García",
    "Szőke",
    "Nguyễn",
    "Trần",
    "Phạm",
    "الحسيني",
    "منصور",
    "Mansour",
    "Шевченко",
    "Kovalchuk",
    "Παπαδόπουλος",
    "王",
    "欧阳",
];
const GIVEN: [&str; 16] = [
    "Mary",
    "John",
    "Patrick",
    "Aoife",
    "Ciara",
    "Conor",
    "Emma",
    "Daniel",
    "Róisín",
    "José",
    "Thị",
    "Minh",
    "فاطمة",
    "محمد",
    "Олена",
    "Eleni",
];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// So many texts, each with what it is.
pub(crate) fn queries(count: usize) -> Vec<(Wish, String)> {
    let mut dice = Dice::new("what people type");
    (0..count).map(|_| query(&mut dice)).collect()
}

/// Half of all searches are a name being typed, as each key press searches.
fn query(dice: &mut Dice) -> (Wish, String) {
    match dice.below(100) {
        0..50 => (Wish::Letters, letters(dice)),
        50..70 => (Wish::TwoWords, two_words(dice)),
        70..80 => (Wish::BirthDate, birth_date(dice)),
        80..90 => (Wish::PhoneEnd, format!("{:04}", dice.below(10_000))),
        _ => (Wish::RecordNumber, record_number(dice)),
    }
}

fn letters(dice: &mut Dice) -> String {
    let name = if dice.chance(70) {
        dice.pick(&FAMILIES)
    } else {
        dice.pick(&GIVEN)
    };
    beginning(name, 1 + dice.below(6))
}

fn two_words(dice: &mut Dice) -> String {
    let family = *dice.pick(&FAMILIES);
    let given = *dice.pick(&GIVEN);
    let given = if dice.chance(50) {
        beginning(given, 1 + dice.below(3))
    } else {
        given.to_owned()
    };
    match dice.below(4) {
        0 => format!("{family}, {given}"),
        1 => format!("{given} {family}"),
        _ => format!("{} {given}", family.to_lowercase()),
    }
}

fn birth_date(dice: &mut Dice) -> String {
    let (year, month, day) = (
        1925 + dice.below(100),
        1 + dice.below(12),
        1 + dice.below(28),
    );
    match dice.below(5) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day:02}{month:02}{year}"),
        2 => format!("{day} {} {year}", dice.pick(&MONTHS)),
        3 => format!("{year}"),
        _ => format!("{day}/{month}/{year}"),
    }
}

fn record_number(dice: &mut Dice) -> String {
    let number = 1 + dice.below(100_000);
    if dice.chance(50) {
        format!("0-{number:07}")
    } else {
        format!("{number}")
    }
}

fn beginning(name: &str, letters: u64) -> String {
    name.chars()
        .take(usize::try_from(letters).unwrap_or(1))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_mix_is_the_same_in_every_run_and_holds_every_wish() {
        let mix = queries(1_000);
        assert_eq!(mix, queries(1_000));
        let wishes: BTreeSet<Wish> = mix.iter().map(|(wish, _)| *wish).collect();
        assert_eq!(wishes.len(), 5);
        assert!(mix.iter().all(|(_, text)| !text.trim().is_empty()));
    }
}
