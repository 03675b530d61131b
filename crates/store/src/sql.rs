//! SQL text, put together at compile time: no SQL is ever built from data.

/// One statement: the text of each engine that says it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sql {
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

impl Sql {
    /// A text that every engine understands in the same way.
    pub(crate) const fn same(text: &'static str) -> Self {
        Self {
            sqlite: text,
            postgres: text,
        }
    }

    /// What has to be said to each in its own way.
    pub(crate) const fn each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }
}

/// `head` + the kind's table + `tail`, as one static statement for each kind; where PostgreSQL has to be
/// spoken to otherwise, with a head and a tail of its own.
macro_rules! per_kind {
    ($kind:expr, $head:literal, $tail:literal) => {
        $crate::sql::per_kind!($kind, $head, $tail; $head, $tail)
    };
    ($kind:expr, $head:literal, $tail:literal; $postgres_head:literal, $postgres_tail:literal) => {
        $crate::sql::per_kind!(@ $kind, $head, $tail, $postgres_head, $postgres_tail,
            Facility "facility", CustomRole "custom_role", Person "person", Practitioner "practitioner", Room "room", Service "service",
            Patient "patient", Allergy "allergy", Condition "condition", Observation "observation",
            Coverage "coverage", Appointment "appointment", Invoice "invoice", Payment "payment",
            MonitorAssignment "monitor_assignment", AlarmAcknowledgement "alarm_acknowledgement",
            Attention "attention", VoidedNumber "voided_number",
            SlotLease "slot_lease", EmergencyAccess "emergency_access")
    };
    (@ $kind:expr, $head:literal, $tail:literal, $postgres_head:literal, $postgres_tail:literal,
        $($variant:ident $table:literal),*) => {
        match $kind {
            $(clinic::records::Kind::$variant => $crate::sql::Sql::each(
                concat!($head, $table, $tail),
                concat!($postgres_head, $table, $postgres_tail),
            ),)*
        }
    };
}

/// A query for whole records of one kind: the columns that [`crate::tx::stored`] reads, then `tail`, where the
/// table is called `t`. On PostgreSQL, where only servers are, nothing is pending.
macro_rules! select_records {
    ($table:literal, $tail:literal) => {
        $crate::sql::select_records!($table, $tail; $tail)
    };
    ($table:literal, $tail:literal; $postgres_tail:literal) => {
        $crate::sql::Sql::each(
            concat!(
                "select t.id, t.version, t.body, exists (select 1 from shadow where kind = '",
                $table,
                "' and shadow.id = t.id) as pending from ",
                $table,
                " as t ",
                $tail
            ),
            concat!(
                "select t.id, t.version, t.body, false as pending from ",
                $table,
                " as t ",
                $postgres_tail
            ),
        )
    };
}

pub(crate) use {per_kind, select_records};
