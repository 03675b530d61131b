//! SQL text per kind of record, put together at compile time: no SQL is ever built from data.

/// `head` + the kind's table + `tail`, as one static text for each kind.
macro_rules! per_kind {
    ($kind:expr, $head:literal, $tail:literal) => {
        $crate::sql::per_kind!(@ $kind, $head, $tail,
            Facility "facility", Person "person", Practitioner "practitioner", Room "room", Service "service",
            Patient "patient", Allergy "allergy", Condition "condition", Observation "observation",
            Coverage "coverage", Appointment "appointment", Invoice "invoice", Payment "payment",
            MonitorAssignment "monitor_assignment", AlarmAcknowledgement "alarm_acknowledgement",
            Attention "attention")
    };
    (@ $kind:expr, $head:literal, $tail:literal, $($variant:ident $table:literal),*) => {
        match $kind { $(clinic::records::Kind::$variant => concat!($head, $table, $tail),)* }
    };
}

/// A query for whole records of one kind: the columns that [`crate::tx::stored`] reads, then `tail`, where the
/// table is called `t`.
macro_rules! select_records {
    ($table:literal, $tail:literal) => {
        concat!(
            "select t.id, t.version, t.body, exists (select 1 from shadow where kind = '",
            $table,
            "' and shadow.id = t.id) as pending from ",
            $table,
            " as t ",
            $tail
        )
    };
}

pub(crate) use {per_kind, select_records};
