//! The chain of a workstation's changes: each carries the hash of the one before it, so that two
//! workstations that go on from the same state cannot both be taken for it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Change;

/// SHA-256, over the canonical bytes of a change or over a chunk; 64 lower-case hexadecimal digits in messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainHash([u8; 32]);

/// A text that is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash")]
pub struct NotAHash;

impl ChainHash {
    /// What the first change of a workstation carries.
    pub const ZERO: Self = Self([0; 32]);

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Default for ChainHash {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ChainHash({self})")
    }
}

impl FromStr for ChainHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digits: Vec<u8> = text
            .bytes()
            .map(|byte| match byte {
                b'0'..=b'9' => Ok(byte - b'0'),
                b'a'..=b'f' => Ok(byte - b'a' + 10),
                _ => Err(NotAHash),
            })
            .collect::<Result<_, _>>()?;
        let (pairs, []) = digits.as_chunks::<2>() else {
            return Err(NotAHash);
        };
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        bytes.try_into().map(Self).map_err(|_| NotAHash)
    }
}

impl Serialize for ChainHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ChainHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Change {
    /// The change as it is hashed: its JSON with the members of every object in the order of their names'
    /// bytes, and nothing between the tokens.
    pub fn canonical_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        write_canonical(&serde_json::to_value(self)?, &mut bytes)?;
        Ok(bytes)
    }

    /// What the next change carries as `previous`. It covers `previous` of this one, and so all before.
    pub fn hash(&self) -> serde_json::Result<ChainHash> {
        Ok(ChainHash(Sha256::digest(self.canonical_bytes()?).into()))
    }
}

fn write_canonical(value: &Value, out: &mut Vec<u8>) -> serde_json::Result<()> {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| name.as_bytes());
            out.push(b'{');
            for (place, (name, value)) in members.into_iter().enumerate() {
                if place > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, name)?;
                out.push(b':');
                write_canonical(value, out)?;
            }
            out.push(b'}');
        }
        Value::Array(values) => {
            out.push(b'[');
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    out.push(b',');
                }
                write_canonical(value, out)?;
            }
            out.push(b']');
        }
        plain => serde_json::to_writer(&mut *out, plain)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = r#"{
        "request": { "reason": "Ça, \"va\"", "n": 3, "list": [{ "b": 1, "a": null }] },
        "id": "01939f2e-0000-7000-8000-000000000001", "device": "01939f2e-0000-7000-8000-000000000002",
        "sequence": 2, "previous": "00000000000000000000000000000000000000000000000000000000000000ff",
        "person": "01939f2e-0000-7000-8000-000000000003", "command": "book_appointment",
        "allotted": {}, "recorded_at": "2026-11-20T09:30:00.000Z", "of_a_later_version": true }"#;

    /// What docs/sync.md gives as the example for whoever writes another client.
    #[test]
    fn the_canonical_bytes_are_those_of_the_documentation() {
        let change: Change = serde_json::from_str(TEXT).unwrap();
        let bytes = String::from_utf8(change.canonical_bytes().unwrap()).unwrap();
        assert_eq!(
            bytes,
            r#"{"allotted":{},"command":"book_appointment","device":"01939f2e-0000-7000-8000-000000000002","id":"01939f2e-0000-7000-8000-000000000001","of_a_later_version":true,"person":"01939f2e-0000-7000-8000-000000000003","previous":"00000000000000000000000000000000000000000000000000000000000000ff","recorded_at":"2026-11-20T09:30:00.000Z","request":{"list":[{"a":null,"b":1}],"n":3,"reason":"Ça, \"va\""},"sequence":2}"#
        );
        assert_eq!(
            change.hash().unwrap().to_string(),
            "b10a9ca84b27229a14ee3c4fef1d77dfe38055669cc01c7e7967cf4a065b3261"
        );
    }

    #[test]
    fn every_field_counts_and_order_does_not() {
        let change: Change = serde_json::from_str(TEXT).unwrap();
        let hash = change.hash().unwrap();
        let again: Change = serde_json::from_value(serde_json::to_value(&change).unwrap()).unwrap();
        assert_eq!(again.hash().unwrap(), hash);
        for changed in [
            TEXT.replace("\"n\": 3", "\"n\": 4"),
            TEXT.replace("00ff", "00fe"),
            TEXT.replace("\"sequence\": 2", "\"sequence\": 3"),
            TEXT.replace("true", "false"),
        ] {
            let other: Change = serde_json::from_str(&changed).unwrap();
            assert_ne!(other.hash().unwrap(), hash);
        }
    }

    proptest! {
        #[test]
        fn a_hash_is_read_as_it_is_written(bytes in any::<[u8; 32]>()) {
            let hash = ChainHash(bytes);
            prop_assert_eq!(hash.to_string().parse::<ChainHash>(), Ok(hash));
        }

        #[test]
        fn any_other_text_is_no_hash(text in ".{0,80}") {
            if let Ok(hash) = text.parse::<ChainHash>() {
                prop_assert_eq!(hash.to_string(), text);
            }
        }
    }
}
