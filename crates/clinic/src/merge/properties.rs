//! What holds whatever two or more people do to one record.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{FieldEdit, Merged, field_of, merge};
use crate::records::{FieldClass, Fields};

const FIELDS: Fields = &[
    ("name", FieldClass::Review),
    ("sex", FieldClass::Review),
    ("phone", FieldClass::Latest),
    ("email", FieldClass::Latest),
];

/// Few values, so that people agree by chance too; 0 is an absent field.
fn value(n: u8) -> Value {
    if n == 0 { Value::Null } else { json!(n) }
}

fn body(values: [u8; 4]) -> Map<String, Value> {
    let mut body = Map::new();
    for ((field, _), n) in FIELDS.iter().zip(values) {
        super::write_field(&mut body, field, value(n));
    }
    body
}

/// What a person who saw `seen` asks for: a value for each chosen field.
fn edits(seen: &Map<String, Value>, wishes: [Option<u8>; 4]) -> Vec<FieldEdit> {
    FIELDS
        .iter()
        .zip(wishes)
        .filter_map(|(&(field, _), wish)| {
            Some(FieldEdit {
                field,
                was: Some(field_of(seen, field)),
                new: value(wish?),
            })
        })
        .collect()
}

fn lay(body: &Map<String, Value>, edits: &[FieldEdit]) -> Merged {
    merge(FIELDS, body.clone(), edits).unwrap()
}

fn a_body() -> impl Strategy<Value = Map<String, Value>> {
    proptest::array::uniform4(0_u8..4).prop_map(body)
}

fn wishes() -> impl Strategy<Value = [Option<u8>; 4]> {
    proptest::array::uniform4(proptest::option::of(0_u8..4))
}

proptest! {
    #[test]
    fn the_same_edit_again_changes_nothing_and_names_the_same_conflicts(
        seen in a_body(), now in a_body(), wishes in wishes(),
    ) {
        let asked = edits(&seen, wishes);
        let once = lay(&now, &asked);
        let twice = lay(&once.body, &asked);
        prop_assert_eq!(&twice.body, &once.body);
        prop_assert_eq!(twice.changed, Vec::<&str>::new());
        prop_assert_eq!(twice.conflicts, once.conflicts);
    }

    #[test]
    fn edits_of_different_fields_come_to_the_same_in_any_order(
        seen in a_body(), first in wishes(), second in wishes(), split in 0_usize..16,
    ) {
        let only = |wishes: [Option<u8>; 4], mine: bool| {
            std::array::from_fn(|n| wishes[n].filter(|_| (split >> n & 1 == 1) == mine))
        };
        let (first, second) = (edits(&seen, only(first, true)), edits(&seen, only(second, false)));
        let one_way = lay(&lay(&seen, &first).body, &second);
        let other_way = lay(&lay(&seen, &second).body, &first);
        prop_assert_eq!(&one_way.body, &other_way.body);
        prop_assert!(one_way.conflicts.is_empty() && other_way.conflicts.is_empty());
    }

    #[test]
    fn two_people_hold_the_same_harmless_values_whoever_of_them_is_judged_last(
        seen in a_body(), wishes in proptest::collection::vec(wishes(), 1..6),
    ) {
        let mut now = seen.clone();
        for wish in &wishes {
            now = lay(&now, &edits(&seen, *wish)).body;
        }
        for (n, &(field, class)) in FIELDS.iter().enumerate() {
            let changes = wishes.iter().rev().filter_map(|wish| wish[n]).map(value);
            let last = changes.into_iter().find(|new| *new != field_of(&seen, field));
            if class == FieldClass::Latest {
                prop_assert_eq!(field_of(&now, field), last.unwrap_or(field_of(&seen, field)));
            }
        }
    }

    /// People who began at any earlier state of the record, judged one after the other.
    #[test]
    fn no_value_that_needs_review_is_ever_lost(
        start in a_body(), acts in proptest::collection::vec((any::<usize>(), wishes()), 1..12),
    ) {
        let mut states = vec![start];
        let mut asked_for = Vec::new();
        let mut items = Vec::new();
        for (began, wishes) in &acts {
            let asked = edits(&states[began % states.len()], *wishes);
            let merged = lay(&states[states.len() - 1], &asked);
            asked_for.extend(asked);
            items.extend(merged.conflicts);
            states.push(merged.body);
        }
        let now = &states[states.len() - 1];
        for edit in asked_for {
            let reviewed = FIELDS.contains(&(edit.field, FieldClass::Review));
            if !reviewed || edit.was.as_ref() == Some(&edit.new) {
                continue;
            }
            let current = field_of(now, edit.field) == edit.new;
            let in_an_item = items.iter().any(|item| item.field == edit.field && item.mine == edit.new);
            // Replaced only by somebody who saw it.
            let was_seen = states
                .windows(2)
                .any(|pair| field_of(&pair[0], edit.field) == edit.new && field_of(&pair[1], edit.field) != edit.new);
            prop_assert!(current || in_an_item || was_seen, "{edit:?}");
        }
    }

    #[test]
    fn a_reviewed_value_changes_only_for_somebody_who_saw_it(
        seen in a_body(), now in a_body(), wishes in wishes(),
    ) {
        let merged = lay(&now, &edits(&seen, wishes));
        for &(field, class) in FIELDS {
            let untouched = field_of(&merged.body, field) == field_of(&now, field);
            let knew = field_of(&seen, field) == field_of(&now, field);
            prop_assert!(class != FieldClass::Review || untouched || knew);
        }
    }
}
