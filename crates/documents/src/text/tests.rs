//! Rules that hold for any text.

use proptest::prelude::*;

use super::*;

const STYLE: Style = Style {
    size: 10.0,
    leading: 13.0,
    weight: Weight::Regular,
};

fn library() -> FontLibrary {
    FontLibrary::load().unwrap()
}

/// The characters that the glyphs of a line stand for, in reading order.
fn read_back(line: &Line) -> String {
    let mut spans: Vec<_> = line
        .runs
        .iter()
        .flat_map(|run| &run.glyphs)
        .map(|glyph| glyph.text.clone())
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans
        .into_iter()
        .map(|span| line.text.get(span).unwrap())
        .collect()
}

/// What Unicode calls default ignorable, as far as it is no control or format character.
fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{34F}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}')
}

fn visible(text: &str) -> String {
    text.chars()
        .filter(|character| {
            !is_direction_mark(*character)
                && !character.is_whitespace()
                && !is_ignorable(*character)
        })
        .collect()
}

#[test]
fn lam_and_alif_join_into_one_glyph_that_stands_for_both() {
    let library = library();
    let line = TextSetter::new(&library, false)
        .line("لا", STYLE, Base::FirstLetter)
        .unwrap();
    let glyphs: Vec<_> = line.runs.iter().flat_map(|run| &run.glyphs).collect();
    assert_eq!(glyphs.len(), 1);
    assert_eq!(glyphs[0].text, 0.."لا".len());
}

#[test]
fn arabic_letters_take_the_form_of_their_place_in_the_word() {
    let library = library();
    let mut setter = TextSetter::new(&library, false);
    let glyphs = |line: Line| {
        line.runs
            .into_iter()
            .flat_map(|run| run.glyphs)
            .map(|glyph| glyph.id)
            .collect::<Vec<_>>()
    };
    let joined = glyphs(setter.line("ععع", STYLE, Base::FirstLetter).unwrap());
    let alone = glyphs(setter.line("ع", STYLE, Base::FirstLetter).unwrap());
    assert_eq!(joined.len(), 3);
    assert!(joined.windows(2).all(|pair| pair[0] != pair[1]) && !joined.contains(&alone[0]));
}

#[test]
fn a_line_of_two_directions_stands_in_the_order_of_the_eye() {
    let library = library();
    let line = TextSetter::new(&library, false)
        .line("abc سلام def", STYLE, Base::FirstLetter)
        .unwrap();
    let lefts: Vec<f64> = line.runs.iter().map(|run| run.left).collect();
    assert!(
        lefts.is_sorted(),
        "left to right, the runs follow each other: {lefts:?}"
    );
    let line = TextSetter::new(&library, true)
        .line("سلام abc", STYLE, Base::FirstLetter)
        .unwrap();
    assert!(
        line.runs[0].left > line.runs[line.runs.len() - 1].left,
        "right to left, the first run is on the right"
    );
}

#[test]
fn figures_are_equally_wide_in_every_face() {
    let library = library();
    for weight in [Weight::Regular, Weight::Bold] {
        let mut setter = TextSetter::new(&library, false);
        let style = Style { weight, ..STYLE };
        let widths: Vec<f64> = ('0'..='9')
            .map(|digit| {
                setter
                    .line(&digit.to_string(), style, Base::LeftToRight)
                    .unwrap()
                    .width
            })
            .collect();
        assert!(
            widths.iter().all(|width| (width - widths[0]).abs() < 1e-9),
            "{widths:?}"
        );
    }
}

#[test]
fn lines_break_between_words_and_between_han_characters() {
    let library = library();
    let mut setter = TextSetter::new(&library, false);
    let words = |text, width| {
        let lines = TextSetter::new(&library, false)
            .wrap(text, STYLE, Base::FirstLetter, width)
            .unwrap();
        lines.iter().map(read_back).collect::<Vec<_>>()
    };
    assert_eq!(words("one two three", 45.0), ["one two", "three"]);
    assert_eq!(words("one\ntwo", 400.0), ["one", "two"]);
    assert_eq!(words("王小明李華", 31.0), ["王小明", "李華"]);
    assert!(
        words("Pneumonoultramicroscopic", 60.0).len() > 1,
        "a word wider than the column is broken too"
    );
    assert!(
        setter
            .wrap("", STYLE, Base::FirstLetter, 60.0)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_vowel_sign_that_lost_its_letter_to_the_line_before_still_fits() {
    let library = library();
    let mut setter = TextSetter::new(&library, false);
    let text = "%\u{11C0A}x\u{E86}\u{17B6}";
    let lines = setter.wrap(text, STYLE, Base::FirstLetter, 31.78).unwrap();
    let widths: Vec<f64> = lines.iter().map(|line| line.width).collect();
    assert!(widths.iter().all(|width| *width <= 31.78), "{widths:?}");
}

#[test]
fn what_is_cut_short_ends_in_an_ellipsis_and_fits() {
    let library = library();
    let mut setter = TextSetter::new(&library, false);
    let lines = setter
        .wrap_at_most(&"word ".repeat(50), STYLE, Base::FirstLetter, (80.0, 2))
        .unwrap();
    assert_eq!(lines.len(), 2);
    assert!(read_back(&lines[1]).ends_with('…') && lines[1].width <= 80.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_visible_character_belongs_to_one_glyph(text in "[a-zé\u{301}ا-ي\u{64B}-\u{652}0-9 ().,%王，Ж]{0,60}") {
        let library = library();
        for rtl in [false, true] {
            let line = TextSetter::new(&library, rtl).line(&text, STYLE, Base::FirstLetter).unwrap();
            prop_assert_eq!(visible(&read_back(&line)), visible(&text));
        }
    }

    #[test]
    fn lines_keep_every_word_and_the_width(text in "\\PC{0,120}", width in 30.0_f64..200.0) {
        let library = library();
        let mut setter = TextSetter::new(&library, false);
        let whole = setter.line(&text, STYLE, Base::FirstLetter).unwrap();
        let lines = setter.wrap(&text, STYLE, Base::FirstLetter, width).unwrap();
        let read: String = lines.iter().map(read_back).collect();
        prop_assert_eq!(visible(&read), visible(&read_back(&whole)));
        for line in &lines {
            let glyphs = line.runs.iter().flat_map(|run| &run.glyphs).count();
            prop_assert!(line.width <= width + 5.0 || glyphs <= 2, "{} points in {}", line.width, width);
        }
    }
}
