//! SQL text, put together at compile time: no SQL is ever built from data.

/// One statement: the text of each engine that says it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sql {
    pub(crate) sqlite: &'static str,
}

impl Sql {
    /// A text that every engine understands in the same way.
    pub(crate) const fn same(text: &'static str) -> Self {
        Self { sqlite: text }
    }
}

/// `head` + the kind's table + `tail`, as one static statement for each kind.
macro_rules! per_kind {
    ($kind:expr, $head:literal, $tail:literal) => {
        $crate::sql::per_kind!(@ $kind, $head, $tail,
            Facility "facility", Person "person", Practitioner "practitioner", Room "room", Service "service",
            Patient "patient", Allergy "allergy", Condition "condition", Observation "observation",
            Coverage "coverage", Appointment "appointment", Invoice "invoice", Payment "payment",
            MonitorAssignment "monitor_assignment", AlarmAcknowledgement "alarm_acknowledgement",
            Attention "attention", VoidedNumber "voided_number",
            SlotLease "slot_lease")
    };
    (@ $kind:expr, $head:literal, $tail:literal, $($variant:ident $table:literal),*) => {
        match $kind {
            $(clinic::records::Kind::$variant => $crate::sql::Sql::same(concat!($head, $table, $tail)),)*
        }
    };
}

/// A query for whole records of one kind: the columns that [`crate::tx::stored`] reads, then `tail`, where the
/// table is called `t`.
macro_rules! select_records {
    ($table:literal, $tail:literal) => {
        $crate::sql::Sql::same(concat!(
            "select t.id, t.version, t.body, exists (select 1 from shadow where kind = '",
            $table,
            "' and shadow.id = t.id) as pending from ",
            $table,
            " as t ",
            $tail
        ))
    };
}

pub(crate) use {per_kind, select_records};
