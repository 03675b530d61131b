//! Copies of a database of PostgreSQL, made and laid back by its own programs: one moment of it, and all or
//! nothing of it.

use std::{
    fs, io,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use sqlx::PgConnection;
use values::Instant;

use crate::{
    AUDIT_WRITER, BackupError, LETTERS_BASE, OpenError, PostgresOptions, RESTORED_AT,
    backup::{LETTERS_SKIPPED, writer_after},
    db::postgres::{SCHEMA, SERVING, connect_options, hold_still},
    device_chain::EPOCH,
};

/// How long a server that is just ending is waited for.
const FREE_WITHIN: &str = "5s";
/// What is said of a copy without a clinic in it.
const EMPTY: &str = "the copy holds no commit";

/// Before the copy: what was there moves aside.
const MOVE_ASIDE: &str = "alter schema mainstay rename to :\"aside\";\n";
const BEFORE: &str = "create extension if not exists btree_gist with schema public;\n";
/// After it: a new epoch, and what a state that is gone may have given away. As [`crate::restore`] does.
const AFTER: &str = "
do $$ begin
    if (select commit_no from mainstay.head) = 0 then raise exception 'the copy holds no commit'; end if;
end $$;
insert into mainstay.setting as known (key, value)
values (:'epoch_key', :'epoch'), (:'restored_key', :'restored'), (:'letters_key', :'letters'),
    (:'writer_key', :'writer')
on conflict (key) do update set value = case known.key
    when :'letters_key' then cast(cast(known.value as bigint) + cast(excluded.value as bigint) as text)
    else excluded.value
end;
";

/// Writes a database as it is at this moment into a new file, and checks the copy. Servers may go on meanwhile.
pub async fn dump(database: &PostgresOptions, to: &Path) -> Result<(), BackupError> {
    let mut new = fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(to) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(BackupError::Exists(to.to_owned()));
        }
        made => drop(made?),
    }
    let (url, path) = (database.url.clone(), to.to_owned());
    let done = off_thread(move || {
        let mut command = Command::new("pg_dump");
        command
            .args(["--format=custom", "--no-owner", "--no-privileges"])
            // What is not logged are copies, made again when somebody asks.
            .args(["--no-unlogged-table-data", "--schema", SCHEMA])
            .args(["--dbname", &url, "--file"])
            .arg(&path);
        if !succeeds(&mut command)? {
            return Err(BackupError::Refused("pg_dump"));
        }
        fs::File::open(&path)?.sync_all()?;
        whole(&path)
    });
    let done = done.await;
    if done.is_err() {
        // What is not whole must not be taken for a backup.
        fs::remove_file(to).ok();
    }
    done
}

/// Lays a copy back in a new epoch, in one transaction. Records that are there are moved aside when `replace`
/// says so; the name of the schema where they are then. No server may be at work.
pub async fn lay_back(
    database: &PostgresOptions,
    copy: &Path,
    replace: bool,
    now: Instant,
) -> Result<Option<String>, BackupError> {
    let connect = connect_options(&database.url)?;
    let mut connection = hold_still(&connect).await?;
    have_alone(&mut connection).await?;
    let there: bool =
        sqlx::query_scalar("select exists (select 1 from pg_namespace where nspname = $1)")
            .bind(SCHEMA)
            .fetch_one(&mut connection)
            .await
            .map_err(OpenError::postgres)?;
    if there && !replace {
        return Err(BackupError::Exists(SCHEMA.into()));
    }
    let aside = there.then(|| format!("{SCHEMA}_replaced_{}", now.as_millis()));
    let (url, path) = (database.url.clone(), copy.to_owned());
    let epoch = values::ids::random().to_string();
    let variables = [
        ("aside", aside.clone().unwrap_or_default()),
        ("epoch_key", EPOCH.to_owned()),
        ("writer_key", AUDIT_WRITER.to_owned()),
        ("writer", writer_after(&epoch)),
        ("epoch", epoch),
        ("restored_key", RESTORED_AT.to_owned()),
        ("restored", now.to_string()),
        ("letters_key", LETTERS_BASE.to_owned()),
        ("letters", LETTERS_SKIPPED.to_string()),
    ];
    off_thread(move || {
        whole(&path)?;
        write_back(&url, &path, there, &variables)
    })
    .await?;
    // The locks go with it.
    drop(connection);
    Ok(aside)
}

async fn have_alone(connection: &mut PgConnection) -> Result<(), BackupError> {
    let had = sqlx::query("select set_config('lock_timeout', $1, false), pg_advisory_lock($2)")
        .bind(FREE_WITHIN)
        .bind(SERVING)
        .execute(connection)
        .await;
    match had {
        Ok(_) => Ok(()),
        Err(error) if error.as_database_error().is_some() => Err(BackupError::InUse),
        Err(error) => Err(OpenError::postgres(error).into()),
    }
}

/// Hands the copy, as statements, to a program that runs all of them or none.
fn write_back(
    url: &str,
    copy: &Path,
    move_aside: bool,
    variables: &[(&str, String)],
) -> Result<(), BackupError> {
    let mut reading = Command::new("pg_restore")
        .args(["--no-owner", "--no-privileges", "--file=-"])
        .arg(copy)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(BackupError::Program)?;
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--single-transaction"]);
    command.args(["--set", "ON_ERROR_STOP=1", "--dbname", url]);
    for (name, value) in variables {
        command.arg("--set").arg(format!("{name}={value}"));
    }
    let mut writing = command
        .args(["--file", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(BackupError::Program)?;
    let handed = hand_over(&mut reading, writing.stdin.take(), move_aside);
    let read = reading.wait()?.success();
    let written = writing.wait_with_output()?;
    if read && handed.is_ok() && written.status.success() {
        return Ok(());
    }
    if String::from_utf8_lossy(&written.stderr).contains(EMPTY) {
        return Err(BackupError::Empty);
    }
    Err(BackupError::Refused("psql"))
}

fn hand_over(
    reading: &mut std::process::Child,
    into: Option<std::process::ChildStdin>,
    move_aside: bool,
) -> io::Result<()> {
    let (Some(mut from), Some(mut into)) = (reading.stdout.take(), into) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    if move_aside {
        into.write_all(MOVE_ASIDE.as_bytes())?;
    }
    into.write_all(BEFORE.as_bytes())?;
    io::copy(&mut from, &mut into)?;
    // A copy that broke off must not be followed by what makes it good.
    if !reading.wait()?.success() {
        into.write_all(b"do $$ begin raise exception 'broken off'; end $$;\n")?;
    }
    into.write_all(AFTER.as_bytes())
}

/// Reads a copy to its end.
fn whole(copy: &Path) -> Result<(), BackupError> {
    let mut command = Command::new("pg_restore");
    command.arg("--file=/dev/null").arg(copy);
    if succeeds(&mut command)? {
        Ok(())
    } else {
        Err(BackupError::Damaged)
    }
}

/// Runs a program, whose words may quote records and are not kept.
fn succeeds(command: &mut Command) -> Result<bool, BackupError> {
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(BackupError::Program)?;
    Ok(status.success())
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| BackupError::File(io::Error::other(error)))?
}
