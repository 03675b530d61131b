use workflows::RecordsError;

use super::{Engine, args};
use crate::{OpenOptions, sql::Sql};

fn every_engine(folder: &tempfile::TempDir) -> [Engine; 2] {
    let options = OpenOptions {
        path: folder.path().join("sqlite.db"),
        key: None,
    };
    [
        Engine::sqlite(&options).unwrap(),
        Engine::inline(&folder.path().join("inline.db"), None, None).unwrap(),
    ]
}

#[tokio::test]
async fn values_go_by_their_numbers_and_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    for engine in every_engine(&folder) {
        let mut db = engine.begin_read().await.unwrap();
        let statement =
            Sql::same("select $2, $1, typeof($3), length($3), $4, typeof($5), $2 = 7, $1 is null");
        let args = args![
            "Ó Briain",
            7_i64,
            [0_u8, 1, 2].as_slice(),
            None::<String>,
            None::<i64>,
        ];
        let row = db.one(statement, args).await.unwrap();
        assert_eq!(row.integer(0).unwrap(), 7);
        assert_eq!(row.optional_integer(0).unwrap(), Some(7));
        assert_eq!(row.text(1).unwrap(), "Ó Briain");
        assert_eq!(row.text(2).unwrap(), "blob");
        assert_eq!(row.integer(3).unwrap(), 3);
        assert_eq!(row.optional_text(4).unwrap(), None);
        assert_eq!(row.text(5).unwrap(), "null");
        assert!(row.flag(6).unwrap() && !row.flag(7).unwrap());
    }
}

#[tokio::test]
async fn a_column_of_another_shape_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for engine in every_engine(&folder) {
        let mut db = engine.begin_read().await.unwrap();
        let row = db
            .one(Sql::same("select 7, 'seven', null"), args![])
            .await
            .unwrap();
        assert!(row.text(0).is_err());
        assert!(row.integer(1).is_err() && row.flag(1).is_err());
        assert!(row.text(2).is_err() && row.integer(2).is_err() && row.flag(2).is_err());
        assert!(row.optional_text(3).is_err(), "there is no such column");
        let none = db.one(Sql::same("select 7 where false"), args![]).await;
        assert!(matches!(none, Err(RecordsError::Other(_))));
    }
}

mod postgres {
    use std::collections::BTreeSet;

    use tokio::sync::watch;

    use super::*;
    use crate::{Mode, PostgresOptions, Store, db::Arg};

    fn options() -> PostgresOptions {
        PostgresOptions {
            url: testkit::postgres::database().unwrap().url,
            replica: None,
        }
    }

    #[tokio::test]
    async fn values_go_by_their_numbers_and_come_back_as_they_were() {
        let engine = Engine::postgres(&options()).await.unwrap();
        let mut db = engine.begin_read().await.unwrap();
        let statement = Sql::same(
            "select $2, $1, cast(pg_typeof($3) as text), length($3), $4, $2 = 7, $1 is null, 'seven', cast($2 as integer)",
        );
        let args = args!["Ó Briain", 7_i64, [0_u8, 1, 2].as_slice(), None::<String>];
        let row = db.one(statement, args).await.unwrap();
        assert_eq!(row.integer(0).unwrap(), 7);
        assert_eq!(row.text(1).unwrap(), "Ó Briain");
        assert_eq!(row.text(2).unwrap(), "bytea");
        assert_eq!(row.integer(3).unwrap(), 3);
        assert_eq!(row.optional_text(4).unwrap(), None);
        assert!(row.flag(5).unwrap() && !row.flag(6).unwrap());
        assert_eq!(row.text(7).unwrap(), "seven");
        assert_eq!(row.integer(8).unwrap(), 7);
        assert!(row.text(0).is_err() && row.integer(1).is_err() && row.flag(1).is_err());
        assert!(row.text(4).is_err() && row.optional_text(9).is_err());
    }

    #[tokio::test]
    async fn what_the_database_says_is_what_can_be_acted_on() {
        let engine = Engine::postgres(&options()).await.unwrap();
        let said = async |statement| {
            let mut db = engine.begin_write().await.unwrap();
            db.execute(Sql::same(statement), args![]).await.unwrap_err()
        };
        let full = "do $$ begin raise exception 'x' using errcode = '53100'; end $$";
        assert!(matches!(said(full).await, RecordsError::DiskFull));
        for crossed in [
            "do $$ begin raise exception 'x' using errcode = '40001'; end $$",
            "do $$ begin raise exception 'x' using errcode = '40P01'; end $$",
            "do $$ begin raise exception 'x' using errcode = '55P03'; end $$",
        ] {
            assert!(matches!(said(crossed).await, RecordsError::Contended));
        }
        let damaged = "do $$ begin raise exception 'x' using errcode = 'XX001'; end $$";
        assert!(matches!(said(damaged).await, RecordsError::Damaged(_)));
        let quoting = said("select cast('Murphy' as bigint)").await;
        let told = format!("{quoting} {quoting:?}");
        assert!(told.contains("22P02") && !told.contains("Murphy"), "{told}");
    }

    #[tokio::test]
    async fn processes_that_start_together_make_one_schema() {
        let options = options();
        let starting = (0..4).map(|_| Engine::postgres(&options));
        for started in futures_util::future::join_all(starting).await {
            started.unwrap().close().await;
        }
    }

    #[tokio::test]
    async fn a_body_with_a_zero_character_is_kept_and_read() {
        let engine = Engine::postgres(&options()).await.unwrap();
        let mut db = engine.begin_read().await.unwrap();
        for (body, read) in [
            (r#"{"a":"1\u00002"}"#, "12"),
            (r#"{"a":"\u0000\u0000"}"#, ""),
            (r#"{"a":"\\u0000"}"#, r"\u0000"),
            (r#"{"a":"\\\u0000"}"#, r"\"),
        ] {
            let statement = Sql::same("select plain($1) ->> 'a'");
            let row = db.one(statement, [Arg::from(body)]).await.unwrap();
            assert_eq!(row.text(0).unwrap(), read, "{body}");
        }
    }

    #[tokio::test]
    async fn what_a_dead_process_left_behind_gets_its_number() {
        let options = options();
        let dead = Store::open_postgres(&options).await.unwrap();
        let mut tx = dead.write(Mode::Read).await.unwrap();
        let commit = tx.next_commit().await.unwrap();
        // Dies between its commit and the numbering.
        tx.used = BTreeSet::from([commit]);
        tx.keep_commits().await.unwrap();
        tx.db.commit().await.unwrap();
        dead.close().await;

        let alive = Store::open_postgres(&options).await.unwrap();
        let following = alive.follow().await.unwrap().unwrap();
        let heads = watch::Sender::new(0);
        let mut head = heads.subscribe();
        let following = tokio::spawn(following.run(heads));
        head.wait_for(|head| *head == 1).await.unwrap();
        alive.close().await;
        following.await.unwrap();
    }
}

#[tokio::test]
async fn what_was_committed_is_brought_into_the_file_beside_whoever_commits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sqlite.db");
    let pools = super::sqlite::Pools::open(&OpenOptions {
        path: path.clone(),
        key: None,
    })
    .unwrap();
    let length = || std::fs::metadata(&path).unwrap().len();
    let before = length();
    let value = "x".repeat(100_000);
    for n in 0..40 {
        let mut tx = pools.begin_write().await.unwrap();
        tx.execute(
            "insert into setting (key, value) values ($1, $2)",
            &args![format!("key {n}"), &value],
        )
        .unwrap();
        tx.commit().unwrap();
    }
    // It ends when it has done what it was told.
    pools.stop_checkpoints();
    assert!(
        length() > before + 3_000_000,
        "{before} and now {}",
        length()
    );
    pools.close().await;
    assert!(super::is_whole(&path).await.unwrap());
}
