//! Edits of a record that another has changed since they were begun: the three-way rule, field by field.
//!
//! An edit says what the field was when the person began (`was`). Nobody who touched it since: it holds.
//! Somebody who did: the class of the field decides, and what no machine may decide becomes a conflict
//! with all three values. Source of the classes: reference of the sync design, "merge by field class".

use serde_json::{Map, Value};

use crate::records::{FieldClass, Fields};

#[cfg(test)]
mod properties;

/// One field that a person changes in place.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldEdit {
    /// The field, as it is written.
    pub field: &'static str,
    /// What it was when the person began; `None` where an older workstation did not say.
    pub was: Option<Value>,
    /// What it is to be; null clears it.
    pub new: Value,
}

/// What becomes of one edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It is so already, or the person left it as it was.
    Nothing,
    /// Nobody touched the field meanwhile: the edit holds.
    Apply,
    /// Somebody did, harmlessly: the edit holds, the other value is in the history.
    Merge,
    /// Somebody did, and it matters: the value that is there stays, a person chooses.
    Conflict,
    /// Somebody did, and the field is not one to be changed behind another's back.
    Refuse,
}

/// The three-way rule for one field.
pub fn decide(class: FieldClass, was: Option<&Value>, current: &Value, new: &Value) -> Decision {
    if current == new || was == Some(new) {
        return Decision::Nothing;
    }
    if was.is_none_or(|was| was == current) {
        return Decision::Apply;
    }
    match class {
        FieldClass::Latest => Decision::Merge,
        FieldClass::Review => Decision::Conflict,
        FieldClass::Set | FieldClass::Guarded => Decision::Refuse,
    }
}

/// Two values of a field of which no machine chooses one.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in the record of a conflict")]
pub struct TwoValues {
    pub field: &'static str,
    pub base: Value,
    pub mine: Value,
    pub theirs: Value,
}

/// A record with edits laid over it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// The record.
    pub body: Map<String, Value>,
    /// Fields that hold another value now.
    pub changed: Vec<&'static str>,
    /// Those of them that somebody else had changed meanwhile.
    pub merged: Vec<&'static str>,
    /// What a person must choose.
    pub conflicts: Vec<TwoValues>,
}

/// Edits of a field that may not be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field} was changed meanwhile")]
pub struct MergeRefused {
    /// The field.
    pub field: &'static str,
}

/// Lays edits over a record. A field without a declared class is treated as guarded.
pub fn merge(
    fields: Fields,
    body: Map<String, Value>,
    edits: &[FieldEdit],
) -> Result<Merged, MergeRefused> {
    let mut merged = Merged {
        body,
        ..Merged::default()
    };
    for edit in edits {
        let class = fields
            .iter()
            .find(|(name, _)| *name == edit.field)
            .map_or(FieldClass::Guarded, |(_, class)| *class);
        let current = field_of(&merged.body, edit.field);
        match decide(class, edit.was.as_ref(), &current, &edit.new) {
            Decision::Nothing => {}
            Decision::Apply => merged.set(edit),
            Decision::Merge => {
                merged.merged.push(edit.field);
                merged.set(edit);
            }
            Decision::Conflict => merged.conflicts.push(TwoValues {
                field: edit.field,
                base: edit.was.clone().unwrap_or(Value::Null),
                mine: edit.new.clone(),
                theirs: current,
            }),
            Decision::Refuse => return Err(MergeRefused { field: edit.field }),
        }
    }
    Ok(merged)
}

impl Merged {
    fn set(&mut self, edit: &FieldEdit) {
        self.changed.push(edit.field);
        write_field(&mut self.body, edit.field, edit.new.clone());
    }
}

/// The value of a field; null when it is absent.
pub fn field_of(body: &Map<String, Value>, field: &str) -> Value {
    body.get(field).cloned().unwrap_or(Value::Null)
}

/// Writes a field; null removes it.
pub fn write_field(body: &mut Map<String, Value>, field: &str, value: Value) {
    if value.is_null() {
        body.remove(field);
    } else {
        body.insert(field.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use FieldClass::{Guarded, Latest, Review, Set};
    use serde_json::json;

    #[test]
    fn the_class_decides_only_between_concurrent_edits() {
        let (old, other, mine) = (json!("old"), json!("other"), json!("mine"));
        for (class, was, current, new, expected) in [
            (Review, Some(&old), &old, &mine, Decision::Apply),
            (Guarded, Some(&old), &old, &mine, Decision::Apply),
            (Review, None, &other, &mine, Decision::Apply),
            (Review, Some(&old), &mine, &mine, Decision::Nothing),
            (Review, Some(&old), &other, &old, Decision::Nothing),
            (Latest, Some(&old), &other, &mine, Decision::Merge),
            (Review, Some(&old), &other, &mine, Decision::Conflict),
            (Set, Some(&old), &other, &mine, Decision::Refuse),
            (Guarded, Some(&old), &other, &mine, Decision::Refuse),
            (
                Review,
                Some(&Value::Null),
                &other,
                &mine,
                Decision::Conflict,
            ),
            (Review, Some(&old), &other, &Value::Null, Decision::Conflict),
        ] {
            let found = decide(class, was, current, new);
            assert_eq!(found, expected, "{class:?} {was:?} {current} {new}");
        }
    }
}
