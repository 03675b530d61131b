//! How long money has been owed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::LocalDate;

/// How far an unpaid invoice is past its day. The cuts at 30, 60 and 90 days are the usual ones of an
/// ageing of receivables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueAge {
    /// Not past its day.
    NotDue,
    /// 1 to 30 days past it.
    UpTo30,
    /// 31 to 60 days.
    UpTo60,
    /// 61 to 90 days.
    UpTo90,
    /// Longer.
    Over90,
}

impl DueAge {
    /// All, the youngest first.
    pub const ALL: [Self; 5] = [
        Self::NotDue,
        Self::UpTo30,
        Self::UpTo60,
        Self::UpTo90,
        Self::Over90,
    ];

    /// The first and the last due day that are of this age on `today`; open where there is none.
    pub fn due_days(self, today: LocalDate) -> (Option<LocalDate>, Option<LocalDate>) {
        let ago = |days: i32| Some(today.plus_days(-days));
        match self {
            Self::NotDue => (ago(0), None),
            Self::UpTo30 => (ago(30), ago(1)),
            Self::UpTo60 => (ago(60), ago(31)),
            Self::UpTo90 => (ago(90), ago(61)),
            Self::Over90 => (None, ago(91)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ages_of(due_on: LocalDate, today: LocalDate) -> Vec<DueAge> {
        DueAge::ALL
            .into_iter()
            .filter(|age| {
                let (first, last) = age.due_days(today);
                first.is_none_or(|first| first <= due_on) && last.is_none_or(|last| due_on <= last)
            })
            .collect()
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_its_day() {
        let today: LocalDate = "2026-11-20".parse().unwrap();
        for (days, age) in [
            (-40, DueAge::NotDue),
            (0, DueAge::NotDue),
            (1, DueAge::UpTo30),
            (30, DueAge::UpTo30),
            (31, DueAge::UpTo60),
            (60, DueAge::UpTo60),
            (61, DueAge::UpTo90),
            (90, DueAge::UpTo90),
            (91, DueAge::Over90),
        ] {
            assert_eq!(ages_of(today.plus_days(-days), today), [age], "{days}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_of_exactly_one_age(days in -4_000_i32..4_000) {
            let today: LocalDate = "2026-11-20".parse().unwrap();
            prop_assert_eq!(ages_of(today.plus_days(days), today).len(), 1);
        }
    }
}
