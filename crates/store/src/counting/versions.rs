//! PostgreSQL: what a version says of itself, for whoever counts it once it has a number.

use clinic::records::{Kind, Scope};
use serde_json::{Value, json};
use workflows::RecordsError;

use super::{Counted, PAGE};
use crate::{
    db::args,
    digest::EVERYBODY,
    sql::Sql,
    tx::{Tx, parse_body, parse_id},
};

/// The columns of a version: its hash, the facilities that hold it, or the patient on whom it hangs.
pub(crate) fn columns(counted: &Counted) -> (i64, Option<String>, Option<String>) {
    let facilities = match &counted.scope {
        Scope::Everywhere => vec![format!("\"{EVERYBODY}\"")],
        Scope::At(facilities) => {
            let mut ids: Vec<String> = facilities.iter().map(ToString::to_string).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
        Scope::OfPatient(patient) => {
            return (counted.hash.cast_signed(), None, Some(patient.to_string()));
        }
    };
    let list = format!("{{{}}}", facilities.join(","));
    (counted.hash.cast_signed(), Some(list), None)
}

/// The versions from before there were digests that count now, or will.
const UNCOUNTED: Sql = Sql::same(
    "select v.kind, v.id, v.version, v.body from record_version as v
     where (v.kind, v.id, v.version) > ($1, $2, $3) and v.hash is null and not exists (
         select 1 from record_version as later join shared_commit as d on d.local = later.local
         where later.kind = v.kind and later.id = v.id and later.version > v.version and d.commit_no is not null)
     order by v.kind, v.id, v.version limit $4",
);
const SAY: Sql = Sql::same(
    "update record_version as v
     set hash = cast(said.value ->> 3 as bigint), scope = cast(said.value ->> 4 as text[]), patient = said.value ->> 5
     from json_array_elements(cast($1 as json)) as said (value)
     where v.kind = said.value ->> 0 and v.id = said.value ->> 1 and v.version = cast(said.value ->> 2 as bigint)",
);
/// Counts every record by its newest version that has a number.
const COUNT: Sql = Sql::same(
    "with newest as materialized (
         select distinct on (v.kind, v.id) v.kind, v.id, v.hash, v.scope, v.patient
         from record_version as v join shared_commit as c on c.local = v.local
         where c.commit_no is not null order by v.kind, v.id, v.version desc
     )
     insert into digest (facility, kind, bucket, records, sum)
     select held.facility, n.kind, cast(cast('x' || substr(n.id, 35, 2) as bit(8)) as integer),
         count(*), mod(sum(n.hash), 4503599627370496)
     from newest as n left join newest as p on p.kind = 'patient' and p.id = n.patient
         cross join lateral unnest(coalesce(n.scope, p.scope)) as held (facility)
     group by 1, 2, 3",
);

impl Tx {
    /// Lets every version that counts say what is counted of it, and counts. Nobody writes or gives numbers
    /// meanwhile.
    pub(super) async fn count_versions(&mut self) -> Result<(), RecordsError> {
        let mut after = (String::new(), String::new(), 0);
        loop {
            let args = args![&after.0, &after.1, after.2, PAGE];
            let said = self
                .db
                .rows(UNCOUNTED, args, |row| {
                    let (kind, id, version) = (row.text(0)?, row.text(1)?, row.integer(2)?);
                    let text = row.text(3)?;
                    let known = Kind::from_name(kind)
                        .ok_or_else(|| RecordsError::Other("a kind of a later version".into()))?;
                    let body = parse_body(text)?;
                    let counted = Counted::of(known, parse_id(id)?, version, (text, &body));
                    let (hash, scope, patient) = columns(&counted);
                    Ok((
                        (kind.to_owned(), id.to_owned(), version),
                        json!([kind, id, version, hash, scope, patient]),
                    ))
                })
                .await?;
            let (keys, said): (Vec<_>, Vec<Value>) = said.into_iter().unzip();
            let Some(last) = keys.into_iter().next_back() else {
                break;
            };
            after = last;
            let said = Value::from(said).to_string();
            self.db.execute(SAY, args![said]).await?;
        }
        self.db.execute(COUNT, args![]).await.map(drop)
    }
}
