//! How alike two names are, in any script and any order.

use values::{HumanName, names::fold};

use super::search::sound::sound;

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameLikeness {
    /// Nothing in common that counts.
    Different,
    /// The family names are alike.
    FamilyAlike,
    /// Family and given names are alike.
    Alike,
    /// The same words, whatever their order.
    Same,
}

/// Compares two names, ignoring accents, capitals, punctuation and which part is written first.
pub(super) fn name_likeness(one: &HumanName, other: &HumanName) -> NameLikeness {
    let (one, other) = (Folded::of(one), Folded::of(other));
    if one.family.is_empty() || other.family.is_empty() {
        return NameLikeness::Different;
    }
    if one.all() == other.all() || one.together() == other.together() {
        return NameLikeness::Same;
    }
    let families_alike = all_alike(&one.family, &other.family);
    let in_order = families_alike && any_alike(&one.given, &other.given);
    let crossed = all_alike(&one.family, &other.given) && all_alike(&one.given, &other.family);
    if in_order || crossed {
        NameLikeness::Alike
    } else if families_alike {
        NameLikeness::FamilyAlike
    } else {
        NameLikeness::Different
    }
}

struct Folded {
    family: Vec<String>,
    given: Vec<String>,
}

impl Folded {
    fn of(name: &HumanName) -> Self {
        let words = |text: &str| -> Vec<String> {
            fold(text)
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Self {
            family: words(&name.family),
            given: words(&name.given),
        }
    }

    fn all(&self) -> Vec<&String> {
        let mut words: Vec<&String> = self.family.iter().chain(&self.given).collect();
        words.sort();
        words
    }

    /// `van den Berg` and `Vandenberg` are one name.
    fn together(&self) -> (String, String) {
        (self.family.concat(), self.given.concat())
    }
}

fn all_alike(one: &[String], other: &[String]) -> bool {
    let pairwise =
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other));
    !one.is_empty() && !other.is_empty() && (pairwise || alike(&one.concat(), &other.concat()))
}

fn any_alike(one: &[String], other: &[String]) -> bool {
    one.iter()
        .any(|one| other.iter().any(|other| alike(one, other)))
}

/// Two words are alike when they are one slip of the hand apart (two, if long), when they sound alike, or
/// when one is the initial of the other.
fn alike(one: &str, other: &str) -> bool {
    let (letters, others) = (one.chars().count(), other.chars().count());
    let shorter = letters.min(others);
    let slips = match shorter {
        // Tom is not Tim, but Ann is Anne.
        3 if letters != others => 1,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let initial = shorter == 1
        && one.is_ascii()
        && other.is_ascii()
        && (one.starts_with(other) || other.starts_with(one));
    let heard = sound(one);
    let sounds_alike = shorter > 2 && heard.chars().count() > 2 && heard == sound(other);
    one == other || initial || sounds_alike || (slips > 0 && slips_between(one, other) <= slips)
}

/// Insertions, deletions and replacements between two words (Levenshtein); two neighbours that changed
/// places count as one.
fn slips_between(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if is_transposition(&one, &other) {
        return 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, letter) in one.iter().enumerate() {
        let mut diagonal = place;
        let mut left = place + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (against, above) in other.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(letter != against);
            left = replaced.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

fn is_transposition(one: &[char], other: &[char]) -> bool {
    let differing: Vec<(usize, (&char, &char))> = one
        .iter()
        .zip(other)
        .enumerate()
        .filter(|(_, (one, other))| one != other)
        .collect();
    match differing.as_slice() {
        [(first, (a, b)), (second, (c, d))] => {
            one.len() == other.len() && first + 1 == *second && a == d && b == c
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compare(one: (&str, &str), other: (&str, &str)) -> NameLikeness {
        name_likeness(
            &HumanName::new(one.0, one.1),
            &HumanName::new(other.0, other.1),
        )
    }

    #[test]
    fn names_are_compared_as_people_mix_them_up() {
        use NameLikeness::{Alike, Different, FamilyAlike, Same};
        for (one, other, expected) in [
            (("Smith", "Ann"), ("SMITH", "ann"), Same),
            (("Nguyễn", "Thị Đào"), ("Nguyen", "Thi Dao"), Same),
            (("Nguyễn", "Thị Đào"), ("Đào", "Nguyễn Thị"), Same),
            (("van den Berg", "Jan"), ("Vandenberg", "Jan"), Same),
            (("O'Brien", "Seán"), ("OBrien", "Sean"), Same),
            (("王", "小明"), ("王", "小明"), Same),
            (("Smith", "Ann"), ("Smyth", "Anne"), Alike),
            (("Smith", "Ann"), ("Smith", "Ann Marie"), Alike),
            (("Smith", "A"), ("Smith", "Ann"), Alike),
            (("Katherine", "Doyle"), ("Doyle", "Catherine"), Alike),
            (("Иванов", "Пётр"), ("Ivanov", "Pyotr"), Alike),
            (("Khalid", "Fatima"), ("خالد", "فاطمة"), Alike),
            (("Hernandez", "Maria"), ("Hernadnez", "Maria"), Alike),
            (("Smith", "Ann"), ("Smith", "Peter"), FamilyAlike),
            (("王", "小明"), ("王", "大"), FamilyAlike),
            (("Li", "Wei"), ("Le", "Wei"), Different),
            (("Smith", "Ann"), ("Jones", "Ann"), Different),
            (("", "Ann"), ("", "Ann"), Different),
        ] {
            assert_eq!(compare(one, other), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (one, other, slips) in [
            ("smith", "smiht", 1),
            ("ann", "anna", 1),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(slips_between(one, other), slips, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_is_asked(
            a in "[a-zé]{1,8}( [a-z]{1,6})?", b in "[a-z]{0,8}", c in "[a-zé]{1,8}( [a-z]{1,6})?", d in "[a-z]{0,8}"
        ) {
            prop_assert_eq!(compare((&a, &b), (&c, &d)), compare((&c, &d), (&a, &b)));
            prop_assert_eq!(compare((&a, &b), (&a, &b)), NameLikeness::Same);
        }
    }
}
