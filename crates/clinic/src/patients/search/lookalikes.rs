//! Questions to the index about somebody described field by field, rather than typed into one box.

use values::BirthDate;

use super::{SearchTerm, SearchWord, dates, sound::sound, tag};

/// Who shares any of these facts: a national number as it is kept, the end of a telephone number, a whole
/// birth date.
pub(crate) fn words_of_facts(
    national_number: Option<&str>,
    phone_end: Option<&str>,
    born: Option<BirthDate>,
) -> Vec<SearchTerm> {
    let words = [
        national_number.map(|number| SearchWord::Whole(tag::national(&number.to_lowercase()))),
        phone_end.map(|end| SearchWord::Whole(tag::phone(end))),
        born.map(|born| dates::whole(born.earliest())),
    ];
    let any_of: Vec<SearchWord> = words.into_iter().flatten().collect();
    if any_of.is_empty() {
        Vec::new()
    } else {
        vec![SearchTerm { any_of }]
    }
}

/// Who has all these folded words in the name.
pub(crate) fn whole_words(words: &[String]) -> Vec<SearchTerm> {
    words
        .iter()
        .map(|word| one(SearchWord::Whole(word.clone())))
        .collect()
}

/// Who has, of each of these parts of a name, a word that sounds like one of its words.
pub(crate) fn words_of_sounds(parts: &[Vec<String>]) -> Vec<SearchTerm> {
    let any_of = |part: &Vec<String>| SearchTerm {
        any_of: part.iter().map(|word| as_heard(word)).collect(),
    };
    parts.iter().map(any_of).collect()
}

/// One sound alone says too little: then the word itself is asked for.
fn as_heard(word: &str) -> SearchWord {
    let heard = sound(word);
    SearchWord::Whole(if heard.chars().count() > 1 {
        tag::sound(&heard)
    } else {
        word.to_owned()
    })
}

fn one(word: SearchWord) -> SearchTerm {
    SearchTerm { any_of: vec![word] }
}
