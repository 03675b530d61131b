//! What always holds of the shared records.

use store::Tx;
use workflows::RecordsError;

/// What each statement finds must not be there.
const FORBIDDEN: [(&str, &str); 11] = [
    (
        "two visits hold the same",
        "select a.id || ' and ' || b.id from appointment as a join appointment as b
         on a.id < b.id and a.occupies and b.occupies and a.starts_at < b.ends_at and b.starts_at < a.ends_at
         and (a.practitioner = b.practitioner or a.room = b.room or a.patient = b.patient)",
    ),
    (
        "two workstations have leased one time",
        "select a.id || ' and ' || b.id from slot_lease as a join slot_lease as b
         on a.id < b.id and a.practitioner = b.practitioner and a.device <> b.device
         and a.ended_at is null and b.ended_at is null
         and a.starts_at < b.ends_at and b.starts_at < a.ends_at",
    ),
    (
        "somebody but the holder booked into a lease",
        "select v.id || ' and ' || lease.id from appointment as v join slot_lease as lease
         on lease.practitioner = v.practitioner and lease.device <> v.placed_on and lease.ended_at is null
         and lease.ends_at > v.placed_at and lease.starts_at < v.ends_at and v.starts_at < lease.ends_at
         where v.occupies
         and (select min(commit_no) from record_version
              where kind = 'appointment' and id = v.id and body ->> '$.placed_at' = v.placed_at)
             > (select min(commit_no) from record_version where kind = 'slot_lease' and id = lease.id)",
    ),
    (
        "a number was given twice",
        "select number from (select number from invoice union all select receipt_number from payment)
         where number is not null group by number having count(*) > 1",
    ),
    (
        "more was paid than is owed",
        "select id from invoice as bill where kind = 'invoice'
         and (select coalesce(sum(amount), 0) from payment where invoice = bill.id) > coalesce(gross, 0)",
    ),
    (
        "more was given back than was paid",
        "select id from invoice as bill where kind = 'credit_note'
         and (select coalesce(sum(amount), 0) from payment where invoice = bill.id)
             > (select coalesce(sum(amount), 0) from payment where invoice = bill.credits)",
    ),
    (
        "the history has a gap",
        "select kind || ' ' || id from record_version group by kind, id
         having count(*) <> max(version) or min(version) <> 1",
    ),
    (
        "the history goes backwards",
        "select a.kind || ' ' || a.id from record_version as a join record_version as b
         on a.kind = b.kind and a.id = b.id and a.version < b.version and a.commit_no > b.commit_no",
    ),
    (
        "a change took effect in two commits",
        "select change_id from record_version where change_id is not null
         group by change_id having count(distinct commit_no) > 1",
    ),
    (
        "the feed has a gap",
        "select cast(max(commit_no) as text) from feed
         having count(distinct commit_no) <> max(commit_no) or min(commit_no) <> 1",
    ),
    (
        "the feed and the history disagree",
        "select commit_no || ' ' || kind || ' ' || id from
         (select * from (select commit_no, kind, id from feed except select commit_no, kind, id from record_version)
          union all
          select * from (select commit_no, kind, id from record_version except select commit_no, kind, id from feed))",
    ),
];

/// The newest version of everything, by the history.
const NEWEST: &str = "
    select kind, id, cast(version as text), body from record_version as v
    where version = (select max(version) from record_version as w where w.kind = v.kind and w.id = v.id)
    order by kind, id";

pub(super) async fn broken(tx: &mut Tx) -> Result<Vec<String>, RecordsError> {
    let mut broken = Vec::new();
    for (what, statement) in FORBIDDEN {
        for row in tx.inspect(statement, 1).await? {
            broken.push(format!("{what}: {}", row.join(" ")));
        }
    }
    let (current, newest) = (super::rows::all(tx).await?, tx.inspect(NEWEST, 4).await?);
    if let Some(difference) = super::difference(&current, &newest) {
        broken.push(format!(
            "the history's newest is not what is current: {difference}"
        ));
    }
    Ok(broken)
}
