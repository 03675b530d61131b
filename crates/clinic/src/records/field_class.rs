//! What becomes of a field when two people change it without knowing of each other.

/// How concurrent edits of one field are settled. Declared beside each record's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldClass {
    /// Harmless: the edit that is judged later stands, the earlier one is in the history.
    Latest,
    /// Child records, each with an id of its own; never replaced whole by an edit.
    Set,
    /// Matters for safety: no machine chooses. The value that is there stays, and an item under
    /// *Needs attention* holds the other until a person settles it.
    Review,
    /// Changes by its own command alone, whose rules judge it: states, money, numbers, owners.
    Guarded,
}

/// The fields of a record as they are written, each with its class.
pub type Fields = &'static [(&'static str, FieldClass)];

/// Declares the fields of a record by class, in the order of the record's care rather than of its type.
macro_rules! fields {
    ($record:ident { $($class:ident: $($field:ident)+;)+ }) => {
        impl $record {
            /// Every field with the class that decides between concurrent edits of it.
            pub(super) const FIELDS: $crate::records::Fields = &[
                $($((stringify!($field), $crate::records::FieldClass::$class),)+)+
            ];
        }
    };
}

pub(super) use fields;

#[cfg(test)]
mod tests;
