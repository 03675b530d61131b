//! Which pending changes the server's rows concern.

use std::collections::BTreeSet;

use clinic::records::Kind;
use store::Footprint;
use uuid::Uuid;

type Records = BTreeSet<(Kind, Uuid)>;

/// What has to be done again, because the server's rows touch it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Affected {
    /// The records whose unconfirmed writes are undone.
    pub(crate) records: Records,
    /// The places of the changes that run again, in their order.
    pub(crate) changes: BTreeSet<u64>,
}

/// From the records that are not what they were: every change that looked at one of them or wrote it, then
/// every change that shares with those what either of them wrote, and so on. Whatever is left out shares
/// nothing with what runs again, so that it comes to the same before it and behind it: it may stay.
pub(crate) fn affected(pending: &[(u64, Footprint)], changed: Records) -> Affected {
    let mut again = Footprint::default();
    let mut affected = Affected {
        records: changed,
        ..Affected::default()
    };
    let mut written: BTreeSet<Kind> = affected.records.iter().map(|(kind, _)| *kind).collect();
    loop {
        let before = affected.changes.len();
        for (n, footprint) in pending {
            let concerned = !affected.changes.contains(n)
                && (looked_at(footprint, &affected.records, &written)
                    || overlap(&footprint.wrote, &affected.records)
                    || looked_at(&again, &footprint.wrote, &kinds_of(&footprint.wrote)));
            if concerned {
                affected.changes.insert(*n);
                written.extend(kinds_of(&footprint.wrote));
                affected.records.extend(&footprint.wrote);
                again.read.extend(&footprint.read);
                again.kinds.extend(&footprint.kinds);
            }
        }
        if affected.changes.len() == before {
            return affected;
        }
    }
}

fn looked_at(footprint: &Footprint, written: &Records, kinds: &BTreeSet<Kind>) -> bool {
    !footprint.kinds.is_disjoint(kinds) || overlap(&footprint.read, written)
}

/// Walks the smaller of the two.
fn overlap(one: &Records, other: &Records) -> bool {
    let (few, many) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    few.iter().any(|record| many.contains(record))
}

fn kinds_of(records: &Records) -> BTreeSet<Kind> {
    records.iter().map(|(kind, _)| *kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    /// A visit of a patient, as booking leaves it.
    fn booking(n: u64, patient: u128) -> (u64, Footprint) {
        let visit = (Kind::Appointment, id(u128::from(n)));
        let footprint = Footprint {
            kinds: [Kind::Appointment].into(),
            read: [visit, (Kind::Patient, id(patient))].into(),
            wrote: [visit].into(),
        };
        (n, footprint)
    }

    fn registration(n: u64, patient: u128) -> (u64, Footprint) {
        let patient = (Kind::Patient, id(patient));
        let footprint = Footprint {
            kinds: [Kind::Patient].into(),
            read: [patient].into(),
            wrote: [patient].into(),
        };
        (n, footprint)
    }

    fn allergy(n: u64, patient: u128) -> (u64, Footprint) {
        let allergy = (Kind::Allergy, id(u128::from(n)));
        let footprint = Footprint {
            kinds: [Kind::Allergy].into(),
            read: [allergy, (Kind::Patient, id(patient))].into(),
            wrote: [allergy].into(),
        };
        (n, footprint)
    }

    #[test]
    fn nothing_runs_again_for_records_that_nobody_looked_at() {
        let pending = [booking(1, 100), allergy(2, 101)];
        let changed = Records::from([(Kind::Room, id(7)), (Kind::Patient, id(102))]);
        assert_eq!(affected(&pending, changed.clone()).records, changed);
        assert_eq!(affected(&pending, changed).changes, BTreeSet::new());
    }

    #[test]
    fn a_record_concerns_who_read_it_and_who_listed_its_kind() {
        let pending = [booking(1, 100), booking(2, 101), allergy(3, 101)];
        let changed = affected(&pending, Records::from([(Kind::Patient, id(101))]));
        // Every booking looks at all visits, so the first has to stand before the second again.
        assert_eq!(changed.changes, BTreeSet::from([1, 2, 3]));
        let changed = affected(&pending, Records::from([(Kind::Appointment, id(9))]));
        assert_eq!(changed.changes, BTreeSet::from([1, 2]));
    }

    #[test]
    fn what_stands_on_a_change_that_runs_again_runs_again_whatever_its_place() {
        let pending = [
            allergy(1, 200),
            allergy(2, 201),
            registration(3, 200),
            booking(4, 200),
        ];
        let changed = affected(&pending, Records::from([(Kind::Patient, id(300))]));
        // Number 2 shares the list of allergies with number 1, which reads what number 3 writes.
        assert_eq!(changed.changes, BTreeSet::from([1, 2, 3, 4]));
        assert!(changed.records.contains(&(Kind::Appointment, id(4))));
    }

    #[test]
    fn who_was_read_by_a_change_that_runs_again_runs_again_before_it() {
        // The visit reads the patient that the registration wrote; rows of visits do not concern that, but
        // what runs again must find the patient as it found it before.
        let pending = [registration(1, 100), booking(2, 100)];
        let changed = affected(&pending, Records::from([(Kind::Appointment, id(9))]));
        assert_eq!(changed.changes, BTreeSet::from([1, 2]));
    }
}
