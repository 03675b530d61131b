//! Small reference kinds, and records by their ids.

use clinic::records::Kind;
use uuid::Uuid;
use workflows::{RecordsError, Stored};

use super::{id_list, rows};
use crate::{
    db::{Db, args},
    sql::per_kind,
};

pub(super) async fn all(db: &mut Db, kind: Kind) -> Result<Vec<Stored>, RecordsError> {
    let statement = per_kind!(
        kind,
        "select t.id, t.version, t.body, exists (select 1 from shadow where kind = $1 and shadow.id = t.id) from ",
        " as t order by t.id limit 5000";
        "select t.id, t.version, t.body, false from ",
        " as t order by t.id limit 5000"
    );
    rows(db, statement, args![kind.name()]).await
}

pub(super) async fn many(
    db: &mut Db,
    kind: Kind,
    ids: &[Uuid],
) -> Result<Vec<Stored>, RecordsError> {
    let statement = per_kind!(
        kind,
        "select t.id, t.version, t.body, exists (select 1 from shadow where kind = $1 and shadow.id = t.id) from ",
        " as t where t.id in (select value from json_each($2))";
        "select t.id, t.version, t.body, false from ",
        " as t where t.id in (select value from json_each($2))"
    );
    rows(db, statement, args![kind.name(), id_list(ids)]).await
}
