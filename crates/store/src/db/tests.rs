use workflows::RecordsError;

use super::{Engine, args};
use crate::{OpenOptions, sql::Sql};

async fn every_engine(folder: &tempfile::TempDir) -> [Engine; 2] {
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
    for engine in every_engine(&folder).await {
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
    for engine in every_engine(&folder).await {
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
