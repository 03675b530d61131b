//! A row ready to be written: what takes time about it is done where it is read, not where it is laid.

use clinic::records::{Kind, Patient};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use uuid::Uuid;
use wire::sync::{RowVersion, bucket_of, row_hash};
use workflows::RecordsError;

use crate::tx::parse_body;

/// A row with its body as text, its hash, and the words under which a patient is found.
#[derive(Debug, Clone)]
pub struct RowText {
    pub(crate) name: String,
    /// `None` for a kind that this version does not know.
    pub(crate) kind: Option<Kind>,
    pub(crate) id: String,
    pub(crate) bucket: u8,
    pub(crate) version: u64,
    pub(crate) commit: u64,
    pub(crate) body: String,
    pub(crate) hash: u64,
    pub(crate) words: Option<String>,
}

/// A line as it is read: the body is not taken apart, because it is kept as it came.
#[derive(Deserialize)]
struct Line<'a> {
    kind: &'a str,
    id: Uuid,
    version: u64,
    commit: u64,
    #[serde(borrow)]
    body: &'a RawValue,
}

impl RowText {
    /// Of a row as it came.
    pub fn of(row: &RowVersion) -> Result<Self, RecordsError> {
        let mut text = Self::without_words(row);
        if let Some(kind) = text.kind {
            text.words = words(kind, &row.body)?;
        }
        Ok(text)
    }

    /// Of a row that is compared, not laid.
    pub(crate) fn without_words(row: &RowVersion) -> Self {
        let kind = Kind::from_name(&row.kind);
        let body = row.body.to_string();
        Self {
            hash: row_hash(&row.kind, row.id, row.version, &body),
            words: None,
            name: row.kind.clone(),
            kind,
            id: row.id.to_string(),
            bucket: bucket_of(row.id),
            version: row.version,
            commit: row.commit,
            body,
        }
    }

    /// Of a line of JSON, as a chunk of a snapshot holds it.
    pub fn read(line: &str) -> Result<Self, RecordsError> {
        let read: Line<'_> = serde_json::from_str(line).map_err(crate::chain::shape)?;
        let body = read.body.get();
        let kind = Kind::from_name(read.kind);
        let words = match kind {
            Some(Kind::Patient) => words(Kind::Patient, &parse_body(body)?)?,
            _ => None,
        };
        Ok(Self {
            hash: row_hash(read.kind, read.id, read.version, body),
            words,
            name: read.kind.to_owned(),
            kind,
            id: read.id.to_string(),
            bucket: bucket_of(read.id),
            version: read.version,
            commit: read.commit,
            body: body.to_owned(),
        })
    }

    /// The line again.
    pub(crate) fn line(name: &str, id: Uuid, version: u64, commit: u64, body: &str) -> String {
        // The body goes as it is kept: it was written as JSON, and its hash is over these bytes.
        format!(
            r#"{{"kind":"{name}","id":"{id}","version":{version},"commit":{commit},"body":{body}}}"#
        )
    }

    /// The row again.
    pub fn row(&self) -> Result<RowVersion, RecordsError> {
        Ok(RowVersion {
            kind: self.name.clone(),
            id: crate::tx::parse_id(&self.id)?,
            version: self.version,
            commit: self.commit,
            body: parse_body(&self.body)?,
        })
    }

    /// Whether it is of this kind.
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kind == Some(kind)
    }

    /// Whether it says that a patient left this workstation's scope.
    pub(crate) fn leaves(&self) -> bool {
        self.body == "null"
    }

    /// Its kind's name and its id.
    pub(crate) fn key(&self) -> (&str, &str) {
        (&self.name, &self.id)
    }
}

/// The words under which a record is found, if it is of a kind that is searched.
pub(crate) fn words(kind: Kind, body: &Value) -> Result<Option<String>, RecordsError> {
    if kind != Kind::Patient || body.is_null() {
        return Ok(None);
    }
    let patient: Patient =
        serde_json::from_value(body.clone()).map_err(|source| RecordsError::Shape {
            kind: "patient",
            source: source.into(),
        })?;
    Ok(Some(clinic::patients::search_document(&patient)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_kept_and_hashed_as_it_came() {
        let id = Uuid::from_u128(7);
        for (name, kind, body) in [
            (
                "room",
                Some(Kind::Room),
                r#"{"name":"Ça \u00e9 \"1\"","n":1.50}"#,
            ),
            ("of a later version", None, r#"{"z":[1,2],"a":null}"#),
        ] {
            let read = RowText::read(&RowText::line(name, id, 3, 9, body)).unwrap();
            assert_eq!((read.kind, read.body.as_str()), (kind, body));
            assert_eq!((read.version, read.commit), (3, 9));
            assert_eq!(read.hash, row_hash(name, id, 3, body));
        }
    }

    #[test]
    fn a_line_that_is_cut_is_refused() {
        let line = RowText::line("room", Uuid::from_u128(7), 3, 9, "{}");
        for (end, _) in line.char_indices() {
            assert!(RowText::read(line.get(..end).unwrap()).is_err(), "{end}");
        }
    }
}
